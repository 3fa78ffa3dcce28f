import type { PartlySettled } from './equal-pairs.ts';
import { type IsExistingDebt, lesserOf } from './matching.ts';
import { settleSubset } from './settle-subset.ts';
import type { MemberBalance, Transfer } from './settlement-plan.ts';
import { MAX_EXACT_BALANCES } from './zero-sum-subsets.ts';

/** Triples are looked for among this many balances at most; the search takes the square of their number. */
export const MAX_TRIPLE_SEARCH_BALANCES = 500;

/** Settles three members at a time while three sum to 0, then largest with largest, until the exact method can finish. */
export function approximateGroups(open: readonly MemberBalance[], isExistingDebt: IsExistingDebt): PartlySettled {
  const triples =
    open.length <= MAX_TRIPLE_SEARCH_BALANCES ? settleTriples(open, isExistingDebt) : { transfers: [], rest: open };
  const largest = settleLargest(triples.rest);
  return { transfers: [...triples.transfers, ...largest.transfers], rest: largest.rest };
}

function settleTriples(open: readonly MemberBalance[], isExistingDebt: IsExistingDebt): PartlySettled {
  const settled = new Set<string>();
  const transfers: Transfer[] = [];
  for (const [position, first] of open.entries()) {
    if (settled.has(first.memberId)) continue;
    const others = open.slice(position + 1).filter(({ memberId }) => !settled.has(memberId));
    const pair = findPair(others, -first.amountMinor);
    if (pair === undefined) continue;
    const triple = [first, ...pair];
    for (const { memberId } of triple) settled.add(memberId);
    transfers.push(...settleSubset(triple, isExistingDebt));
  }
  return { transfers, rest: open.filter(({ memberId }) => !settled.has(memberId)) };
}

function findPair(balances: readonly MemberBalance[], sum: bigint): readonly MemberBalance[] | undefined {
  const byAmount = new Map<bigint, MemberBalance>();
  for (const balance of balances) {
    const partner = byAmount.get(sum - balance.amountMinor);
    if (partner !== undefined) return [partner, balance];
    byAmount.set(balance.amountMinor, balance);
  }
  return undefined;
}

// Each payment closes the smaller side, so there are fewer payments than balances.
function settleLargest(open: readonly MemberBalance[]): PartlySettled {
  let rest = open;
  const transfers: Transfer[] = [];
  while (rest.length > MAX_EXACT_BALANCES) {
    const debtor = rest.reduce((lowest, balance) => (balance.amountMinor < lowest.amountMinor ? balance : lowest));
    const creditor = rest.reduce((top, balance) => (balance.amountMinor > top.amountMinor ? balance : top));
    const amountMinor = lesserOf(creditor.amountMinor, -debtor.amountMinor);
    transfers.push({ from: debtor.memberId, to: creditor.memberId, amountMinor });
    const paidMinor = new Map([
      [debtor, amountMinor],
      [creditor, -amountMinor],
    ]);
    rest = rest.map((balance) => withPayment(balance, paidMinor.get(balance))).filter(isOpen);
  }
  return { transfers, rest };
}

function withPayment(balance: MemberBalance, paidMinor: bigint | undefined): MemberBalance {
  if (paidMinor === undefined) return balance;
  return { memberId: balance.memberId, amountMinor: balance.amountMinor + paidMinor };
}

function isOpen({ amountMinor }: MemberBalance): boolean {
  return amountMinor !== 0n;
}
