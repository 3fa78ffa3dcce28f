import { type CurrencyBalances, getBalances } from '../balances/get-balances.ts';
import { type Bill, bills } from '../bills/bill.ts';
import type { Group } from '../groups/group.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import { months } from '../ledger/collections.ts';
import type { RequestContext, Services } from '../ports/services.ts';

/** All that a group's first page shows, in one answer. */
export interface Overview {
  readonly group: Group;
  readonly myMemberId: string;
  readonly balances: readonly CurrencyBalances[];
  readonly latestBills: readonly Bill[];
  /** With a due date, the earliest first. */
  readonly dueBills: readonly Bill[];
  /** What was spent, by month and currency, oldest first. */
  readonly months: readonly { readonly month: string; readonly currency: string; readonly spentMinor: number }[];
}

const LATEST = 20;
const DUE = 20;
const MONTHS = 24;

/** Errors: `not_found`. */
export async function getOverview(services: Services, context: RequestContext, groupId: string): Promise<Overview> {
  const { group, member } = await openGroup(services.store, context, groupId, 'see');
  const partition = groupPartition(groupId);
  const [balances, latest, due, spent] = await Promise.all([
    getBalances(services, context, groupId),
    services.store.list(bills, partition, { index: 'byDate', limit: LATEST, isDescending: true }),
    services.store.list(bills, partition, { index: 'byDue', limit: DUE }),
    services.store.list(months, partition, { index: 'byMonth', limit: MONTHS, isDescending: true }),
  ]);
  return {
    group,
    myMemberId: member.id,
    balances,
    latestBills: latest.map(({ document }) => document),
    dueBills: due.map(({ document }) => document),
    months: spent.toReversed().flatMap(({ document }) =>
      Object.entries(document.currencies).map(([currency, { spentMinor }]) => ({
        month: document.month,
        currency,
        spentMinor,
      })),
    ),
  };
}
