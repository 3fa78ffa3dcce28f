import { fromWire } from '../money/money.ts';
import type { PaidAndShared } from './entry.ts';

/** `from` owes `to` this much, in minor units; always positive. */
export interface PairDebt {
  readonly from: string;
  readonly to: string;
  readonly amountMinor: bigint;
}

/** Collects who owes whom, bill by bill; for every member the debts sum to the balance. */
export interface PairwiseLedger {
  addBill(bill: PaidAndShared): void;
  addPayment(from: string, to: string, amountMinor: number): void;
  /** Netted between each two members, in order of their ids. */
  debts(): readonly PairDebt[];
}

/**
 * On a bill, whoever used more than they paid owes those who paid more than they used, in proportion to what each of these is
 * ahead: cut to whole units by walking down both lists together, so that every member's debts sum to exactly their net.
 */
export function createPairwiseLedger(): PairwiseLedger {
  const owed = new Map<string, bigint>();
  const add = (from: string, to: string, amount: bigint) => {
    if (from === to || amount === 0n) return;
    const [key, signed] = from < to ? [`${from}\n${to}`, amount] : [`${to}\n${from}`, -amount];
    owed.set(key, (owed.get(key) ?? 0n) + signed);
  };
  return {
    addBill(bill) {
      const nets = netsOf(bill);
      const ahead = nets.filter(([, net]) => net > 0n);
      const behind = nets.filter(([, net]) => net < 0n);
      const total = ahead.reduce((sum, [, net]) => sum + net, 0n);
      let before = 0n;
      for (const [debtor, net] of behind) {
        let creditorsBefore = 0n;
        for (const [creditor, credit] of ahead) {
          // The cell of a table with fixed row and column sums: differences of rounded cumulative products.
          const cell =
            cumulative(before - net, creditorsBefore + credit, total) -
            cumulative(before, creditorsBefore + credit, total);
          const left = cumulative(before - net, creditorsBefore, total) - cumulative(before, creditorsBefore, total);
          add(debtor, creditor, cell - left);
          creditorsBefore += credit;
        }
        before -= net;
      }
    },
    addPayment: (from, to, amountMinor) => add(from, to, -fromWire(amountMinor)),
    debts: () =>
      [...owed]
        .filter(([, amount]) => amount !== 0n)
        .map(([key, amount]): PairDebt => {
          const [a = '', b = ''] = key.split('\n');
          return amount > 0n ? { from: a, to: b, amountMinor: amount } : { from: b, to: a, amountMinor: -amount };
        })
        .toSorted((x, y) => (x.from === y.from ? (x.to < y.to ? -1 : 1) : x.from < y.from ? -1 : 1)),
  };
}

function cumulative(debts: bigint, credits: bigint, total: bigint): bigint {
  return total === 0n ? 0n : (debts * credits) / total;
}

function netsOf({ payers, shares }: PaidAndShared): readonly (readonly [string, bigint])[] {
  const nets = new Map<string, bigint>();
  for (const { memberId, amountMinor } of payers)
    nets.set(memberId, (nets.get(memberId) ?? 0n) + fromWire(amountMinor));
  for (const { memberId, amountMinor } of shares)
    nets.set(memberId, (nets.get(memberId) ?? 0n) - fromWire(amountMinor));
  return [...nets].toSorted(([a], [b]) => (a < b ? -1 : 1));
}
