import type {
  ConsumptionWire,
  MeterPageWire,
  MeterWire,
  ReadingPageWire,
  ReadingWire,
  WireOf,
} from '@shared-payments/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { apiPath, withQuery } from '../api/request.ts';
import { readAnswer } from '../api/send-request.ts';
import { groupKey } from '../groups/group-queries.ts';

export type Meter = WireOf<typeof MeterWire>;
export type Reading = WireOf<typeof ReadingWire>;
export type Consumption = WireOf<typeof ConsumptionWire>;
export type ConsumptionMonth = Consumption['months'][number];

// A house has few meters: they are read at once, and a meter's own screen takes it from them.
const METERS_MAX = 200;
const READINGS_EACH = 12;

export const metersQuery = (groupId: string) =>
  queryOptions({
    queryKey: [...groupKey(groupId), 'meters'],
    queryFn: async ({ signal }): Promise<readonly Meter[]> => {
      const path = withQuery(apiPath`/v1/groups/${groupId}/meters`, { limit: METERS_MAX });
      return (await readAnswer<WireOf<typeof MeterPageWire>>(path, signal)).meters;
    },
  });

export const readingsQuery = (groupId: string, meterId: string) =>
  infiniteQueryOptions({
    queryKey: [...groupKey(groupId), 'readings', meterId],
    queryFn: ({ pageParam, signal }) => {
      const path = apiPath`/v1/groups/${groupId}/meters/${meterId}/readings`;
      return readAnswer<WireOf<typeof ReadingPageWire>>(
        withQuery(path, { cursor: pageParam, limit: READINGS_EACH }),
        signal,
      );
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** Months as YYYY-MM, both included. */
export const consumptionQuery = (groupId: string, meterId: string, from: string, through: string) =>
  queryOptions({
    queryKey: [...groupKey(groupId), 'consumption', meterId, from, through],
    queryFn: ({ signal }) =>
      readAnswer<Consumption>(
        withQuery(apiPath`/v1/groups/${groupId}/meters/${meterId}/consumption`, { from, through }),
        signal,
      ),
  });
