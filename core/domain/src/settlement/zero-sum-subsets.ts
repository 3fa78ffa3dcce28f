/** Above this the exact search would need more than half a million subsets per table. */
export const MAX_EXACT_BALANCES = 20;

/** Told two sets of positions that tie, whether the first (a bit mask) is the better one to settle among itself. */
export type IsBetterSubset = (candidate: number, best: number) => boolean;

const LIMB_BITS = 48n;
const LIMB = 2 ** 48;

/**
 * Splits amounts that sum to 0 into as many subsets that sum to 0 as possible; returns them as bit masks over positions.
 *
 * A subset of m settles among itself with m - 1 payments, and payments that form a connected group always settle a
 * subset that sums to 0, so n less the greatest number of subsets is the least number of payments. (T. Verhoeff,
 * "Settling multiple debts efficiently", 2004.) The search is dynamic programming over subsets, O(2^n n) time.
 * Takes at most MAX_EXACT_BALANCES amounts below 2^90, none of them 0.
 */
export function zeroSumSubsets(amounts: readonly bigint[], isBetter: IsBetterSubset): readonly number[] {
  if (amounts.length === 0) return [];
  // The last amount is in whichever subset remains, so the tables need only the others: half the work.
  const freeBits = amounts.length - 1;
  const isZeroSum = zeroSumTable(amounts.slice(0, freeBits));
  const mostSubsets = mostSubsetsTable(isZeroSum, freeBits);
  const subsets: number[] = [];
  const free = 2 ** freeBits - 1;
  const last = 2 ** freeBits;
  let rest = takeSubset({ isZeroSum, mostSubsets, isBetter }, free, last, mostSubsets[free] ?? 0, subsets);
  while (rest !== 0) {
    const pivot = rest & -rest;
    rest = takeSubset({ isZeroSum, mostSubsets, isBetter }, rest ^ pivot, pivot, (mostSubsets[rest] ?? 0) - 1, subsets);
  }
  return subsets;
}

interface Tables {
  readonly isZeroSum: Uint8Array;
  readonly mostSubsets: Uint8Array;
  readonly isBetter: IsBetterSubset;
}

// What stays behind must sum to 0 and still split into `mustRemain` subsets. Walks every subset of `pool`, largest
// number first, and ends because each step is a smaller number.
function takeSubset(tables: Tables, pool: number, pivot: number, mustRemain: number, subsets: number[]): number {
  let best = 0;
  for (let joined = pool; ; joined = (joined - 1) & pool) {
    const left = pool ^ joined;
    if (tables.isZeroSum[left] === 1 && tables.mostSubsets[left] === mustRemain) {
      const candidate = pivot | joined;
      if (best === 0 || tables.isBetter(candidate, best)) best = candidate;
    }
    if (joined === 0) break;
  }
  subsets.push(best);
  return pool & ~best;
}

// Two limbs below 2^53 each keep sums of twenty amounts exact where one would round. With 0 <= low < 20 * 2^48 the sum
// is 0 exactly when low is what high lacks.
function zeroSumTable(amounts: readonly bigint[]): Uint8Array {
  const size = 2 ** amounts.length;
  const high = new Float64Array(size);
  const low = new Float64Array(size);
  const isZeroSum = new Uint8Array(size);
  isZeroSum[0] = 1;
  for (const [position, amount] of amounts.entries()) {
    const first = 2 ** position;
    const amountHigh = Number(amount >> LIMB_BITS);
    const amountLow = Number(BigInt.asUintN(Number(LIMB_BITS), amount));
    for (let mask = 0; mask < first; mask += 1) {
      const sumHigh = (high[mask] ?? 0) + amountHigh;
      const sumLow = (low[mask] ?? 0) + amountLow;
      high[first + mask] = sumHigh;
      low[first + mask] = sumLow;
      isZeroSum[first + mask] = sumLow === -sumHigh * LIMB ? 1 : 0;
    }
  }
  return isZeroSum;
}

// Taking members away one at a time passes through every chain of subsets, so the greatest count of any split is found.
function mostSubsetsTable(isZeroSum: Uint8Array, bits: number): Uint8Array {
  const most = new Uint8Array(isZeroSum.length);
  for (let mask = 1; mask < most.length; mask += 1) {
    let best = 0;
    for (let position = 0; position < bits; position += 1) {
      const bit = 1 << position;
      if ((mask & bit) === 0) continue;
      const count = most[mask ^ bit] ?? 0;
      if (count > best) best = count;
    }
    most[mask] = best + (isZeroSum[mask] ?? 0);
  }
  return most;
}
