import { groupPartition, openGroup } from '../groups/rights.ts';
import { balances } from '../ledger/collections.ts';
import type { RequestContext, Services } from '../ports/services.ts';

export interface CurrencyBalances {
  readonly currency: string;
  /** Every member who ever had a line in this currency and all who are in the group; plus is owed to the member. */
  readonly members: readonly { readonly memberId: string; readonly amountMinor: number }[];
}

/** By currency; the group's own first, even when nothing was ever shared. Errors: `not_found`. */
export async function getBalances(
  services: Services,
  context: RequestContext,
  groupId: string,
): Promise<readonly CurrencyBalances[]> {
  const { group } = await openGroup(services.store, context, groupId, 'see');
  const sums = await services.store.get(balances, groupPartition(groupId), groupId);
  const byCurrency = sums?.balances ?? {};
  const currencies = [
    group.currency,
    ...Object.keys(byCurrency)
      .filter((code) => code !== group.currency)
      .sort(),
  ];
  return currencies.map((currency) => {
    const known = byCurrency[currency] ?? {};
    const members = group.members
      .filter((member) => member.leftAt === null || known[member.id] !== undefined)
      .map((member) => ({ memberId: member.id, amountMinor: known[member.id] ?? 0 }));
    return { currency, members };
  });
}
