import { approximateGroups } from './approximate-groups.ts';
import { cancelEqualPairs } from './equal-pairs.ts';
import type { IsExistingDebt } from './matching.ts';
import { compareTransfers } from './open-balances.ts';
import { settleSubset } from './settle-subset.ts';
import type { MemberBalance, Transfer } from './settlement-plan.ts';
import { MAX_EXACT_BALANCES, zeroSumSubsets } from './zero-sum-subsets.ts';

export interface FewestPayments {
  readonly transfers: readonly Transfer[];
  readonly isExact: boolean;
}

/**
 * As few payments as possible for open balances ordered by id. Proven fewest while at most MAX_EXACT_BALANCES remain
 * after members who can square each other exactly; above that zero-sum triples, then largest pays largest until the
 * exact method can take over. Equally short plans: smaller circles first, then circles with more existing debts.
 */
export function fewestPayments(open: readonly MemberBalance[], isExistingDebt: IsExistingDebt): FewestPayments {
  const pairs = cancelEqualPairs(open, isExistingDebt);
  const isExact = pairs.rest.length <= MAX_EXACT_BALANCES;
  const approximate = isExact ? { transfers: [], rest: pairs.rest } : approximateGroups(pairs.rest, isExistingDebt);
  const exact = settleExactly(approximate.rest, isExistingDebt);
  const transfers = [...pairs.transfers, ...approximate.transfers, ...exact].sort(compareTransfers);
  return { transfers, isExact };
}

function settleExactly(open: readonly MemberBalance[], isExistingDebt: IsExistingDebt): readonly Transfer[] {
  const amounts = open.map(({ amountMinor }) => amountMinor);
  const subsets = zeroSumSubsets(amounts, closerCircle(open, isExistingDebt));
  return subsets.flatMap((mask) =>
    settleSubset(
      open.filter((_, position) => (mask & (1 << position)) !== 0),
      isExistingDebt,
    ),
  );
}

function closerCircle(open: readonly MemberBalance[], isExistingDebt: IsExistingDebt) {
  const creditorMasks = open.map((debtor) =>
    open.reduce((mask, other, at) => (isExistingDebt(debtor.memberId, other.memberId) ? mask | (1 << at) : mask), 0),
  );
  const existingDebtsIn = (mask: number) =>
    creditorMasks.reduce((sum, owed, at) => sum + ((mask & (1 << at)) === 0 ? 0 : countBits(owed & mask)), 0);
  return (candidate: number, best: number): boolean => {
    const difference = countBits(candidate) - countBits(best);
    return difference === 0 ? existingDebtsIn(candidate) > existingDebtsIn(best) : difference < 0;
  };
}

function countBits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
