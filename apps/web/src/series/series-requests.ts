import type { CreateRecurringBillBody, RecurringBillWire, SeriesEditBody, WireOf } from '@shared-payments/contract';
import { apiPath, type WriteRequest } from '../api/request.ts';

type SeriesRequest = WriteRequest<WireOf<typeof RecurringBillWire>>;

/** The contract builds these from a list of names, which its type forgets. */
interface SeriesStep {
  readonly kind: 'skip' | 'restore' | 'pause' | 'resume' | 'end';
  readonly date: string;
}

export const createSeries =
  (groupId: string) =>
  (body: WireOf<typeof CreateRecurringBillBody>): SeriesRequest => ({
    method: 'POST',
    path: apiPath`/v1/groups/${groupId}/recurring-bills`,
    body,
  });

export const changeSeries =
  (groupId: string, seriesId: string, ifVersion: number) =>
  (body: SeriesEditBody | SeriesStep): SeriesRequest => ({
    method: 'PATCH',
    path: apiPath`/v1/groups/${groupId}/recurring-bills/${seriesId}`,
    body,
    ifVersion,
  });
