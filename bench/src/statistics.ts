import type { Spread } from './measurement.ts';

/** The middle value, or the mean of the two in the middle. Throws on no values: nothing measured is no figure. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [below, at] = [sorted[middle - 1], sorted[middle]];
  if (at === undefined) throw new Error('No value was measured.');
  return sorted.length % 2 === 1 || below === undefined ? at : (below + at) / 2;
}

export function medianAndSpread(values: readonly number[]): { readonly value: number; readonly spread: Spread } {
  return { value: median(values), spread: { lowest: Math.min(...values), highest: Math.max(...values) } };
}

/** The value that `share` (0 to 1) of all values do not exceed. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
  if (at === undefined) throw new Error('No value was measured.');
  return at;
}
