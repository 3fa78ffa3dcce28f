import type { OpenShare } from './payment-queries.ts';

export interface BillPart {
  readonly billId: string;
  readonly amountMinor: number;
}

/** What the chosen shares come to, in minor units. */
export function sumOfShares(shares: readonly Pick<OpenShare, 'openMinor'>[]): number {
  return shares.reduce((sum, { openMinor }) => sum + openMinor, 0);
}

/** The oldest bill first, each in full as far as the amount goes: a smaller payment settles the newest only in part. */
export function partsOf(shares: readonly OpenShare[], amountMinor: number): readonly BillPart[] {
  const oldestFirst = shares.toSorted((a, b) =>
    a.date === b.date ? (a.billId < b.billId ? -1 : 1) : a.date < b.date ? -1 : 1,
  );
  let left = amountMinor;
  return oldestFirst.flatMap(({ billId, openMinor }) => {
    const part = Math.min(openMinor, left);
    left -= part;
    return part > 0 ? [{ billId, amountMinor: part }] : [];
  });
}
