import type { IsExistingDebt } from './matching.ts';
import type { MemberBalance, Transfer } from './settlement-plan.ts';

export interface PartlySettled {
  readonly transfers: readonly Transfer[];
  readonly rest: readonly MemberBalance[];
}

/**
 * Squares members who owe exactly what another gets, one payment each. This never costs a payment: take any best split
 * into zero-sum subsets. If both stand in one subset, what is left of it still sums to 0; if in two, the pair and the
 * union of what is left are two zero-sum subsets again. (For triples this does not hold.)
 */
export function cancelEqualPairs(open: readonly MemberBalance[], isExistingDebt: IsExistingDebt): PartlySettled {
  const creditorsByAmount = Map.groupBy(open.filter(isCreditor), ({ amountMinor }) => amountMinor);
  const debtors = open.filter((balance) => !isCreditor(balance));
  const settled = new Set<string>();
  const transfers: Transfer[] = [];
  for (const mustExist of [true, false]) {
    for (const debtor of debtors) {
      if (settled.has(debtor.memberId)) continue;
      const candidates = creditorsByAmount.get(-debtor.amountMinor) ?? [];
      const creditor = candidates.find(
        ({ memberId }) => !settled.has(memberId) && (!mustExist || isExistingDebt(debtor.memberId, memberId)),
      );
      if (creditor === undefined) continue;
      transfers.push({ from: debtor.memberId, to: creditor.memberId, amountMinor: creditor.amountMinor });
      settled.add(debtor.memberId).add(creditor.memberId);
    }
  }
  return { transfers, rest: open.filter(({ memberId }) => !settled.has(memberId)) };
}

function isCreditor({ amountMinor }: MemberBalance): boolean {
  return amountMinor > 0n;
}
