import type { IsExistingDebt } from './matching.ts';
import { creditorsOf, debtorsOf, largestFirst, matchExistingFirst, matchInOrder } from './matching.ts';
import type { MemberBalance, Transfer } from './settlement-plan.ts';

/**
 * Settles balances that sum to 0 with at most one payment less than there are members: each payment closes at least one
 * side. Tries the ways below and keeps the one with the fewest payments, then the fewest payments of the busiest member,
 * then the most existing debts.
 */
export function settleSubset(balances: readonly MemberBalance[], isExistingDebt: IsExistingDebt): readonly Transfer[] {
  const debtors = debtorsOf(balances).sort(largestFirst);
  const creditors = creditorsOf(balances).sort(largestFirst);
  const ways = [
    matchInOrder(debtors, creditors),
    matchInOrder(debtors, creditors.toReversed()),
    matchExistingFirst(debtors, creditors, isExistingDebt),
  ];
  const scored = ways.map((transfers) => ({ transfers, score: scoreOf(transfers, isExistingDebt) }));
  return scored.reduce((best, way) => (isLower(way.score, best.score) ? way : best)).transfers;
}

function scoreOf(transfers: readonly Transfer[], isExistingDebt: IsExistingDebt): readonly number[] {
  const payments = new Map<string, number>();
  let newRelations = 0;
  for (const { from, to } of transfers) {
    payments.set(from, (payments.get(from) ?? 0) + 1);
    payments.set(to, (payments.get(to) ?? 0) + 1);
    if (!isExistingDebt(from, to)) newRelations += 1;
  }
  return [transfers.length, Math.max(0, ...payments.values()), newRelations];
}

function isLower(a: readonly number[], b: readonly number[]): boolean {
  const position = a.findIndex((value, index) => value !== b[index]);
  return position >= 0 && (a[position] ?? 0) < (b[position] ?? 0);
}
