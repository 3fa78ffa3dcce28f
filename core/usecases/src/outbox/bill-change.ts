import type { Bill } from '../bills/bill.ts';
import type { BillEdit } from './bill-edits.ts';

/** What one member has in a bill. */
export interface Stake {
  readonly shareMinor: number;
  readonly paidMinor: number;
  readonly currency: string;
}

/** What a row of edits changed for one member, and the user who did. */
export interface BillChange {
  readonly actor: string;
  readonly before: Stake;
  readonly after: Stake;
}

/** Undefined: it changed nothing for them that they do not know. With an edit of their own they saw the bill as it was then. */
export function billChangeFor(
  edits: readonly BillEdit[],
  { id, userId }: { readonly id: string; readonly userId: string },
): BillChange | undefined {
  const unseen = edits
    .slice(edits.findLastIndex(({ actor }) => actor === userId) + 1)
    .map(({ actor, before, after }) => ({ actor, before: stakeIn(before, id), after: stakeIn(after, id) }));
  const [first, last] = [unseen[0], unseen.at(-1)];
  if (!first || !last || isSame(first.before, last.after)) return undefined;
  const changing = unseen.findLast(({ before, after }) => !isSame(before, after)) ?? last;
  return { actor: changing.actor, before: first.before, after: last.after };
}

export function stakeIn({ state, shares, payers, currency }: Bill, memberId: string): Stake {
  const of = (amounts: readonly { readonly memberId: string; readonly amountMinor: number }[]) =>
    state === 'approved' ? (amounts.find((one) => one.memberId === memberId)?.amountMinor ?? 0) : 0;
  return { shareMinor: of(shares), paidMinor: of(payers), currency };
}

/** Nothing is nothing in every currency. */
function isSame(one: Stake, other: Stake): boolean {
  const isNothing = [one, other].every(({ shareMinor, paidMinor }) => shareMinor === 0 && paidMinor === 0);
  const isEqual = one.shareMinor === other.shareMinor && one.paidMinor === other.paidMinor;
  return isNothing || (isEqual && one.currency === other.currency);
}
