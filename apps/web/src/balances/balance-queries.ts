import type { ExplanationWire, WireOf } from '@shared-payments/contract';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { apiPath, withQuery } from '../api/request.ts';
import { readAnswer } from '../api/send-request.ts';
import { groupKey } from '../groups/group-queries.ts';

export type Explanation = WireOf<typeof ExplanationWire>;
export type AccountLine = Explanation['lines'][number];

const LINES_EACH = 50;

/** Every bill and payment behind a balance, newest first; the lines of all pages sum to it. */
export const explanationQuery = (groupId: string, memberId: string, currency: string | undefined) =>
  infiniteQueryOptions({
    queryKey: [...groupKey(groupId), 'why', memberId, currency],
    queryFn: ({ pageParam, signal }) => {
      const path = apiPath`/v1/groups/${groupId}/members/${memberId}/why`;
      return readAnswer<Explanation>(withQuery(path, { currency, cursor: pageParam, limit: LINES_EACH }), signal);
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
