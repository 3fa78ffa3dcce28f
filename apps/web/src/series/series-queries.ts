import type {
  BillTemplate as BillTemplateBody,
  RecurrenceRule as RecurrenceRuleBody,
  RecurringBillPageWire,
  RecurringBillPreviewWire,
  RecurringBillWire,
  WireOf,
} from '@shared-payments/contract';
import type { Series as StoredSeries } from '@shared-payments/domain';
import { queryOptions } from '@tanstack/react-query';
import { apiPath, withQuery } from '../api/request.ts';
import { readAnswer } from '../api/send-request.ts';
import { groupKey } from '../groups/group-queries.ts';

export type BillTemplate = WireOf<typeof BillTemplateBody>;
export type Rule = WireOf<typeof RecurrenceRuleBody>;
/** The contract leaves the inside of a series open; what is stored is the domain's own series of bill templates. */
export type Series = StoredSeries<BillTemplate>;
type RecurringBillAnswer = WireOf<typeof RecurringBillWire>;
export type RecurringBill = Omit<RecurringBillAnswer, 'series'> & { readonly series: Series };
export interface Occurrence {
  readonly key: string;
  readonly date: string;
  readonly originalDate: string;
  readonly template: BillTemplate;
}
export interface SeriesPreview {
  readonly recurringBill: RecurringBill;
  readonly next: readonly Occurrence[];
}

const SERIES_MAX = 200;

export const seriesListQuery = (groupId: string) =>
  queryOptions({
    queryKey: [...groupKey(groupId), 'series'],
    queryFn: async ({ signal }): Promise<readonly RecurringBill[]> => {
      const path = withQuery(apiPath`/v1/groups/${groupId}/recurring-bills`, { limit: SERIES_MAX });
      const page = await readAnswer<WireOf<typeof RecurringBillPageWire>>(path, signal);
      return page.recurringBills.map(withSeries);
    },
  });

export const seriesQuery = (groupId: string, seriesId: string) =>
  queryOptions({
    queryKey: [...groupKey(groupId), 'series', seriesId],
    queryFn: async ({ signal }): Promise<SeriesPreview> => {
      const path = apiPath`/v1/groups/${groupId}/recurring-bills/${seriesId}`;
      const { recurringBill, next } = await readAnswer<WireOf<typeof RecurringBillPreviewWire>>(path, signal);
      return { recurringBill: withSeries(recurringBill), next: next as readonly Occurrence[] };
    },
  });

const withSeries = (answer: RecurringBillAnswer): RecurringBill => ({
  ...answer,
  series: answer.series as unknown as Series,
});
