import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { type Meter, metersQuery } from './meter-queries.ts';

/** One meter of the group; `data` is null where there is none of this id. */
export function useMeter(groupId: string, meterId: string): UseQueryResult<Meter | null> {
  return useQuery({
    ...metersQuery(groupId),
    select: (meters: readonly Meter[]) => meters.find(({ id }) => id === meterId) ?? null,
  });
}
