import { AppError } from '../errors.ts';
import { fromWire } from '../money/money.ts';
import { BILL_MEMBERS_MAX, type MemberAmount, type MemberWeight, type Split } from './split.ts';

/** Each member's exact share as a numerator over one denominator; the numerators sum to total x denominator. */
export interface ExactShares {
  readonly denominator: bigint;
  readonly numerators: ReadonlyMap<string, bigint>;
}

const PERCENT_SCALE = 10_000n;

/** Before any rounding. Errors: `invalid_input`, and `shares_mismatch` with `differenceMinor` when parts do not make the total. */
export function exactShares(totalMinor: bigint, split: Split): ExactShares {
  switch (split.method) {
    case 'equal':
      return byWeights(
        totalMinor,
        split.participants.map((memberId) => [memberId, 1n]),
      );
    case 'weight':
      return byWeights(totalMinor, weightsOf(split.weights));
    case 'percentage':
      return byPercentages(totalMinor, split.percentages);
    case 'exact':
      return byAmounts(totalMinor, split.amounts);
    case 'adjustment':
      return byAdjustments(totalMinor, split.participants, split.adjustments);
    case 'itemised':
      return byItems(totalMinor, split);
    case 'person-days':
      return byWeights(
        totalMinor,
        split.days.map(({ memberId, days }) => [memberId, whole(days)]),
      );
    case 'meter':
      return byConsumption(totalMinor, split);
  }
}

type Weighted = readonly (readonly [memberId: string, weight: bigint])[];

function byWeights(totalMinor: bigint, weights: Weighted): ExactShares {
  requireOnce(weights.map(([memberId]) => memberId));
  const denominator = weights.reduce((sum, [, weight]) => sum + weight, 0n);
  if (denominator === 0n) throw nobodyPays();
  return { denominator, numerators: new Map(weights.map(([memberId, weight]) => [memberId, totalMinor * weight])) };
}

function byPercentages(
  totalMinor: bigint,
  percentages: readonly { readonly memberId: string; readonly percent: string }[],
): ExactShares {
  const weights = percentages.map(({ memberId, percent }) => [memberId, percentOf(percent)] as const);
  const difference = weights.reduce((sum, [, weight]) => sum + weight, 0n) - 100n * PERCENT_SCALE;
  if (difference !== 0n) {
    const off = `${difference > 0n ? '+' : '-'}${decimal(difference < 0n ? -difference : difference)}`;
    throw new AppError('shares_mismatch', `The percentages are off 100 by ${off}.`, { differencePercent: off });
  }
  return byWeights(totalMinor, weights);
}

function byAmounts(totalMinor: bigint, amounts: readonly MemberAmount[]): ExactShares {
  requireOnce(amounts.map(({ memberId }) => memberId));
  const numerators = new Map(amounts.map(({ memberId, amountMinor }) => [memberId, fromWire(amountMinor)]));
  requireSum(totalMinor, sumOf(numerators.values()), 'The shares');
  return { denominator: 1n, numerators };
}

function byAdjustments(
  totalMinor: bigint,
  participants: readonly string[],
  adjustments: readonly MemberAmount[],
): ExactShares {
  requireOnce(participants);
  requireNoneTwice(adjustments.map(({ memberId }) => memberId));
  const extra = new Map(adjustments.map(({ memberId, amountMinor }) => [memberId, fromWire(amountMinor)]));
  const stranger = adjustments.find(({ memberId }) => !participants.includes(memberId));
  if (stranger)
    throw new AppError('invalid_input', 'An adjustment names somebody who does not share this bill.', {
      memberId: stranger.memberId,
    });
  const denominator = BigInt(participants.length);
  const rest = totalMinor - sumOf(extra.values());
  return {
    denominator,
    numerators: new Map(participants.map((memberId) => [memberId, (extra.get(memberId) ?? 0n) * denominator + rest])),
  };
}

function byItems(totalMinor: bigint, split: Extract<Split, { method: 'itemised' }>): ExactShares {
  const itemsMinor = split.items.reduce((sum, { amountMinor }) => sum + fromWire(amountMinor), 0n);
  const extras = fromWire(split.taxMinor) + fromWire(split.tipMinor) - fromWire(split.discountMinor ?? 0);
  requireSum(totalMinor, itemsMinor + extras, 'Items, tax and tip');
  if (itemsMinor === 0n)
    throw new AppError('shares_mismatch', 'The items sum to 0: tax and tip have nothing to follow.', {
      differenceMinor: 0,
    });
  const itemShares = split.items.map((item) => byWeights(fromWire(item.amountMinor), weightsOf(item.weights)));
  const common = itemShares.reduce((lcm, { denominator }) => leastCommonMultiple(lcm, denominator), 1n);
  const subtotals = new Map<string, bigint>();
  for (const { denominator, numerators } of itemShares) {
    for (const [memberId, numerator] of numerators) {
      subtotals.set(memberId, (subtotals.get(memberId) ?? 0n) + numerator * (common / denominator));
    }
  }
  // Everybody pays total/items of their items, so that tax, tip and discount follow the items exactly.
  const sign = itemsMinor < 0n ? -1n : 1n;
  const numerators = new Map([...subtotals].map(([memberId, subtotal]) => [memberId, sign * subtotal * totalMinor]));
  return { denominator: common * itemsMinor * sign, numerators };
}

function byConsumption(totalMinor: bigint, split: Extract<Split, { method: 'meter' }>): ExactShares {
  const { consumptions, fixedMinor = 0 } = split;
  requireOnce(consumptions.map(({ memberId }) => memberId));
  const fixed = fromWire(fixedMinor);
  const count = BigInt(consumptions.length);
  const used = consumptions.reduce((sum, { milli }) => sum + whole(milli), 0n);
  if (used === 0n && totalMinor !== fixed) throw nobodyPays();
  const denominator = count * (used === 0n ? 1n : used);
  const numeratorOf = (milli: number) => (fixed * denominator) / count + (totalMinor - fixed) * whole(milli) * count;
  return {
    denominator,
    numerators: new Map(consumptions.map(({ memberId, milli }) => [memberId, numeratorOf(milli)])),
  };
}

/** Errors: `shares_mismatch` with the signed difference: positive when the parts are over the total. */
export function requireSum(totalMinor: bigint, sumMinor: bigint, what: string): void {
  const difference = sumMinor - totalMinor;
  if (difference === 0n) return;
  const side = difference > 0n ? 'over' : 'under';
  throw new AppError(
    'shares_mismatch',
    `${what} are ${difference < 0n ? -difference : difference} minor units ${side} the total.`,
    {
      differenceMinor: Number(difference),
    },
  );
}

function weightsOf(weights: readonly MemberWeight[]): Weighted {
  return weights.map(({ memberId, weight }) => [memberId, whole(weight)] as const);
}

function whole(value: number): bigint {
  if (Number.isSafeInteger(value) && value >= 0) return BigInt(value);
  throw new AppError('invalid_input', 'Weights, days and consumption are whole numbers from 0.');
}

function percentOf(text: string): bigint {
  const match = /^([0-9]{1,3})(?:\.([0-9]{1,4}))?$/.exec(text);
  if (!match)
    throw new AppError('invalid_input', 'A percentage is a decimal with at most four decimals, such as 33.3333.');
  return BigInt(match[1] ?? '0') * PERCENT_SCALE + BigInt((match[2] ?? '').padEnd(4, '0'));
}

function decimal(percentUnits: bigint): string {
  const fraction = (percentUnits % PERCENT_SCALE).toString().padStart(4, '0').replace(/0+$/, '');
  return `${percentUnits / PERCENT_SCALE}${fraction === '' ? '' : `.${fraction}`}`;
}

function requireOnce(memberIds: readonly string[]): void {
  if (memberIds.length === 0) throw nobodyPays();
  if (memberIds.length > BILL_MEMBERS_MAX)
    throw new AppError('invalid_input', `A bill is shared by at most ${BILL_MEMBERS_MAX} members.`);
  requireNoneTwice(memberIds);
}

function requireNoneTwice(memberIds: readonly string[]): void {
  if (new Set(memberIds).size < memberIds.length) {
    throw new AppError('invalid_input', 'Somebody is named twice in the split.');
  }
}

function nobodyPays(): AppError {
  return new AppError('shares_mismatch', 'Nobody would pay: choose at least one member with more than 0.', {
    differenceMinor: 0,
  });
}

function sumOf(values: Iterable<bigint>): bigint {
  let sum = 0n;
  for (const value of values) sum += value;
  return sum;
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}
