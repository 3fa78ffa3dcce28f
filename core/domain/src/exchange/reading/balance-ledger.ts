import type { BalanceTable, ImportedGroup, ImportedItem, ImportedMember } from '../imported-group.ts';

/** Adds up minor units per currency and member. */
export interface BalanceLedger {
  readonly add: (currency: string, memberKey: string, amountMinor: bigint) => void;
  readonly currencies: () => readonly string[];
  readonly balanceOf: (currency: string, memberKey: string) => bigint;
  /** Every currency seen, with a figure for each of `memberKeys`. */
  readonly table: (memberKeys: readonly string[]) => BalanceTable;
}

export function createBalanceLedger(): BalanceLedger {
  const totals = new Map<string, Map<string, bigint>>();
  const balanceOf = (currency: string, memberKey: string) => totals.get(currency)?.get(memberKey) ?? 0n;
  return {
    balanceOf,
    currencies: () => [...totals.keys()],
    add: (currency, memberKey, amountMinor) => {
      const members = totals.get(currency) ?? new Map<string, bigint>();
      totals.set(currency, members);
      members.set(memberKey, (members.get(memberKey) ?? 0n) + amountMinor);
    },
    table: (memberKeys) =>
      Object.fromEntries(
        [...totals.keys()].map((currency) => [
          currency,
          Object.fromEntries(memberKeys.map((memberKey) => [memberKey, balanceOf(currency, memberKey)])),
        ]),
      ),
  };
}

/** What a member paid less the member's shares, over everything that is not in the trash. */
export function ledgerOfItems(items: readonly ImportedItem[]): BalanceLedger {
  const ledger = createBalanceLedger();
  for (const item of items) {
    if (item.isDeleted) continue;
    for (const payer of item.payers) ledger.add(item.currency, payer.memberKey, payer.amountMinor);
    for (const share of item.shares) ledger.add(item.currency, share.memberKey, -share.amountMinor);
  }
  return ledger;
}

/** Balances that the source's own arithmetic gives, for formats that state none. */
export function computedBalances(
  ledger: BalanceLedger,
  members: readonly ImportedMember[],
): Pick<ImportedGroup, 'sourceBalances' | 'sourceBalanceOrigin'> {
  return {
    sourceBalances: ledger.table(members.map((member) => member.key)),
    sourceBalanceOrigin: Object.fromEntries(ledger.currencies().map((currency) => [currency, 'computed' as const])),
  };
}
