import { addDays, localDateAt, nextOccurrences, type Occurrence } from '@shared-payments/domain';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { type BillTemplate, type RecurringBill, recurringBillOf, recurringBills } from './recurring-bill.ts';

export interface RecurringBillPage {
  readonly recurringBills: readonly RecurringBill[];
  readonly nextCursor: string | null;
}

/** In the order they were made. Errors: `not_found`. */
export async function listRecurringBills(
  services: Services,
  context: RequestContext,
  groupId: string,
  page: { readonly cursor?: string; readonly limit: number },
): Promise<RecurringBillPage> {
  await openGroup(services.store, context, groupId, 'see');
  const found = await services.store.list(recurringBills, groupPartition(groupId), {
    index: 'byId',
    limit: page.limit + 1,
    ...(page.cursor === undefined ? {} : { after: page.cursor }),
  });
  const shown = found.slice(0, page.limit).map(({ document }) => document);
  return { recurringBills: shown, nextCursor: found.length > page.limit ? (shown.at(-1)?.id ?? null) : null };
}

const PREVIEWED = 12;

/** The next twelve dates, from today in the group's time zone, that no bill was made for yet. Errors: `not_found`. */
export async function previewRecurringBill(
  services: Services,
  context: RequestContext,
  groupId: string,
  seriesId: string,
): Promise<{ readonly recurringBill: RecurringBill; readonly next: readonly Occurrence<BillTemplate>[] }> {
  const { group } = await openGroup(services.store, context, groupId, 'see');
  const recurringBill = await recurringBillOf(services.store, groupId, seriesId);
  const today = localDateAt(services.now(), group.timeZone);
  const { series, materialisedThrough } = recurringBill;
  const from = materialisedThrough === null || materialisedThrough < today ? today : addDays(materialisedThrough, 1);
  return { recurringBill, next: nextOccurrences(series, from, PREVIEWED) };
}
