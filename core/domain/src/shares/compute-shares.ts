import { type ExactShares, exactShares } from './exact-shares.ts';
import { ACCOUNT_UNITS_PER_MINOR, chargeAccount, type RoundingAccount } from './rounding-account.ts';
import type { Split } from './split.ts';

export interface Share {
  readonly memberId: string;
  readonly amountMinor: bigint;
  /** The exact share in minor units, before rounding, in lowest terms. */
  readonly exact: { readonly numerator: bigint; readonly denominator: bigint };
  /** Charged less the exact share rounded down: 1 for who took an odd unit; rarely 2 or -1, to keep the account within one unit. */
  readonly roundingMinor: bigint;
}

export interface ShareResult {
  /** By member id; they sum to the total. */
  readonly shares: readonly Share[];
  readonly account: RoundingAccount;
}

interface Floored {
  readonly memberId: string;
  readonly numerator: bigint;
  readonly floor: bigint;
  readonly remainder: bigint;
}

/**
 * Largest remainder on exact rationals (Hamilton's method), with memory: a share is its exact value rounded down or up, and
 * the odd units go to those most under-charged so far. Independent of the order of members; a share of exactly 0 stays 0.
 * `totalMinor` may be negative (a refund). Errors: those of `exactShares`.
 */
export function computeShares(totalMinor: bigint, split: Split, account: RoundingAccount = {}): ShareResult {
  const exact = exactShares(totalMinor, split);
  const floored = [...exact.numerators].map(([memberId, numerator]) =>
    flooredShare(memberId, numerator, exact.denominator),
  );
  const oddUnits = Number(totalMinor - floored.reduce((sum, { floor }) => sum + floor, 0n));
  const rounding = oddUnits === 0 ? NOTHING : roundingOf(floored, oddUnits, exact.denominator, account);
  const shares = floored
    .toSorted((a, b) => (a.memberId < b.memberId ? -1 : 1))
    .map(({ memberId, numerator, floor }): Share => {
      const roundingMinor = rounding.get(memberId) ?? 0n;
      return {
        memberId,
        amountMinor: floor + roundingMinor,
        exact: lowestTerms(numerator, exact.denominator),
        roundingMinor,
      };
    });
  return { shares, account: oddUnits === 0 ? account : chargeAccount(account, exact, amountsOf(shares)) };
}

/** The account as it was before these shares were charged: for an edit or a reversal. */
export function takeBackShares(
  account: RoundingAccount,
  shares: readonly Pick<Share, 'memberId' | 'amountMinor' | 'exact'>[],
): RoundingAccount {
  return shares.every(({ exact }) => exact.denominator === 1n)
    ? account
    : chargeAccount(account, commonTerms(shares), amountsOf(shares), -1n);
}

function flooredShare(memberId: string, numerator: bigint, denominator: bigint): Floored {
  const quotient = numerator / denominator;
  const remainder = numerator - quotient * denominator;
  // Division cuts towards zero; a floor below it keeps 0 <= remainder < denominator for refunds as well.
  return remainder < 0n
    ? { memberId, numerator, floor: quotient - 1n, remainder: remainder + denominator }
    : { memberId, numerator, floor: quotient, remainder };
}

const NOTHING: ReadonlyMap<string, bigint> = new Map();

interface Candidate extends Floored {
  /** What the member is over (+) or under (-) so far, and would be if this share were rounded down, in account units x denominator. */
  readonly carried: bigint;
  readonly ifFloored: bigint;
}

/**
 * The odd units go to whoever would be furthest behind. Deciding bill by bill, that alone can drift past one unit (the
 * chairman assignment problem is only bounded with foresight): where it would, the bill evens the account out instead.
 */
function roundingOf(
  floored: readonly Floored[],
  oddUnits: number,
  denominator: bigint,
  account: RoundingAccount,
): ReadonlyMap<string, bigint> {
  const unit = ACCOUNT_UNITS_PER_MINOR * denominator;
  const candidates = floored
    .filter(({ numerator }) => numerator !== 0n)
    .map((share): Candidate => {
      const carried = BigInt(account[share.memberId] ?? '0') * denominator;
      return { ...share, carried, ifFloored: carried - share.remainder * ACCOUNT_UNITS_PER_MINOR };
    });
  const usual = candidates.filter(({ remainder }) => remainder > 0n).toSorted(furthestBehindFirst);
  const takers = new Set(usual.slice(0, oddUnits).map(({ memberId }) => memberId));
  const isWithinOneUnit = candidates.every(({ memberId, ifFloored }) => {
    const after = takers.has(memberId) ? ifFloored + unit : ifFloored;
    return after <= unit && after >= -unit;
  });
  if (isWithinOneUnit) return new Map([...takers].map((memberId) => [memberId, 1n]));
  return evenedOut(candidates, oddUnits, unit) ?? new Map([...takers].map((memberId) => [memberId, 1n]));
}

/** Largest remainder on what is due including the account; undefined where that would turn somebody's share around. */
function evenedOut(
  candidates: readonly Candidate[],
  oddUnits: number,
  unit: bigint,
): ReadonlyMap<string, bigint> | undefined {
  const due = candidates.map((candidate) => {
    // How many units over the floored share bring this member's account to the next value at or below 0.
    const units = floorDivide(-candidate.ifFloored, unit);
    return { ...candidate, units, remainder: -candidate.ifFloored - units * unit };
  });
  const missing = oddUnits - Number(due.reduce((sum, { units }) => sum + units, 0n));
  if (missing < 0 || missing > due.length) return undefined;
  const order = due.toSorted((a, b) => compare(b.remainder, a.remainder) || (a.memberId < b.memberId ? -1 : 1));
  const rounding = new Map(order.map(({ memberId, units }, index) => [memberId, units + (index < missing ? 1n : 0n)]));
  const turnsAround = due.some(
    ({ memberId, floor, numerator }) => (floor + (rounding.get(memberId) ?? 0n)) * numerator < 0n,
  );
  return turnsAround ? undefined : rounding;
}

function furthestBehindFirst(a: Candidate, b: Candidate): number {
  return compare(a.ifFloored, b.ifFloored) || compare(b.remainder, a.remainder) || (a.memberId < b.memberId ? -1 : 1);
}

function floorDivide(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  return value % divisor < 0n ? quotient - 1n : quotient;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function amountsOf(shares: readonly Pick<Share, 'memberId' | 'amountMinor'>[]): ReadonlyMap<string, bigint> {
  return new Map(shares.map(({ memberId, amountMinor }) => [memberId, amountMinor]));
}

function lowestTerms(numerator: bigint, denominator: bigint): Share['exact'] {
  let [x, y] = [numerator < 0n ? -numerator : numerator, denominator];
  while (y !== 0n) [x, y] = [y, x % y];
  return { numerator: numerator / x, denominator: denominator / x };
}

function commonTerms(shares: readonly Pick<Share, 'memberId' | 'exact'>[]): ExactShares {
  const denominator = shares.reduce(
    (product, { exact }) => (product % exact.denominator === 0n ? product : product * exact.denominator),
    1n,
  );
  const numerators = new Map(
    shares.map(({ memberId, exact }) => [memberId, exact.numerator * (denominator / exact.denominator)]),
  );
  return { denominator, numerators };
}
