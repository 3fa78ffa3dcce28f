import type { ClosingPageWire, CorrectionsWire, WireOf } from '@shared-payments/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { apiPath, withQuery } from '../api/request.ts';
import { readAnswer } from '../api/send-request.ts';
import { groupKey } from '../groups/group-queries.ts';

type ClosingPage = WireOf<typeof ClosingPageWire>;
export type Closing = ClosingPage['closings'][number];
export type Corrections = WireOf<typeof CorrectionsWire>;
export type Correction = Corrections['corrections'][number];

const CLOSINGS_EACH = 50;

/** Newest first. */
export const closingsQuery = (groupId: string) =>
  infiniteQueryOptions({
    queryKey: [...groupKey(groupId), 'closings'],
    queryFn: ({ pageParam, signal }) => {
      const path = withQuery(apiPath`/v1/groups/${groupId}/closings`, { cursor: pageParam, limit: CLOSINGS_EACH });
      return readAnswer<ClosingPage>(path, signal);
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** `month` is YYYY-MM. */
export const closingQuery = (groupId: string, month: string) =>
  queryOptions({
    queryKey: [...groupKey(groupId), 'closings', month],
    queryFn: ({ signal }) => readAnswer<Closing>(apiPath`/v1/groups/${groupId}/closings/${month}`, signal),
  });

export const correctionsQuery = (groupId: string, month: string) =>
  queryOptions({
    queryKey: [...groupKey(groupId), 'closings', month, 'corrections'],
    queryFn: ({ signal }) =>
      readAnswer<Corrections>(apiPath`/v1/groups/${groupId}/closings/${month}/corrections`, signal),
  });
