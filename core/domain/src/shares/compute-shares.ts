import { type ExactShares, exactShares } from './exact-shares.ts';
import { ACCOUNT_UNITS_PER_MINOR, chargeAccount, type RoundingAccount } from './rounding-account.ts';
import type { Split } from './split.ts';

export interface Share {
  readonly memberId: string;
  readonly amountMinor: bigint;
  /** The exact share in minor units, before rounding, in lowest terms. */
  readonly exact: { readonly numerator: bigint; readonly denominator: bigint };
  /** 1 when this member took one of the odd units, else 0. */
  readonly roundingMinor: 0n | 1n;
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
 * Largest remainder on exact rationals (Hamilton's method), with memory: every share is its exact value rounded down or up,
 * and the odd units go to those most under-charged so far. Independent of the order of members; a share of exactly 0 stays 0.
 * `totalMinor` may be negative (a refund). Errors: those of `exactShares`.
 */
export function computeShares(totalMinor: bigint, split: Split, account: RoundingAccount = {}): ShareResult {
  const exact = exactShares(totalMinor, split);
  const floored = [...exact.numerators].map(([memberId, numerator]) =>
    flooredShare(memberId, numerator, exact.denominator),
  );
  const oddUnits = Number(totalMinor - floored.reduce((sum, { floor }) => sum + floor, 0n));
  const takers = oddUnits === 0 ? new Set<string>() : takersOf(floored, oddUnits, exact.denominator, account);
  const shares = floored
    .toSorted((a, b) => (a.memberId < b.memberId ? -1 : 1))
    .map(({ memberId, numerator, floor }): Share => {
      const roundingMinor = takers.has(memberId) ? 1n : 0n;
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

/** Whoever would be furthest behind if rounded down; by remainder, then by id, where that is equal. */
function takersOf(
  floored: readonly Floored[],
  count: number,
  denominator: bigint,
  account: RoundingAccount,
): ReadonlySet<string> {
  const candidates = floored
    .filter(({ remainder }) => remainder > 0n)
    .map(({ memberId, remainder }) => {
      const carried = BigInt(account[memberId] ?? '0');
      return { memberId, remainder, behind: remainder * ACCOUNT_UNITS_PER_MINOR - carried * denominator };
    })
    .toSorted(
      (a, b) => compare(b.behind, a.behind) || compare(b.remainder, a.remainder) || (a.memberId < b.memberId ? -1 : 1),
    );
  return new Set(candidates.slice(0, count).map(({ memberId }) => memberId));
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
