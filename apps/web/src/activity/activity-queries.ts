import type { ActivityPageWire, WireOf } from '@shared-payments/contract';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { apiPath, withQuery } from '../api/request.ts';
import { readAnswer } from '../api/send-request.ts';
import { groupKey } from '../groups/group-queries.ts';

export type Activity = WireOf<typeof ActivityPageWire>['activities'][number];
export type Change = Activity['changes'][number];

const ACTIVITIES_EACH = 40;

export const activityQuery = (groupId: string) =>
  infiniteQueryOptions({
    queryKey: [...groupKey(groupId), 'activity'],
    queryFn: ({ pageParam, signal }) =>
      readAnswer<WireOf<typeof ActivityPageWire>>(
        withQuery(apiPath`/v1/groups/${groupId}/activity`, { cursor: pageParam, limit: ACTIVITIES_EACH }),
        signal,
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
