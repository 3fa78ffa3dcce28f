import type { PaymentPageWire, SettlementWire, WireOf } from '@shared-payments/contract';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { apiPath, withQuery } from '../api/request.ts';
import { readAnswer } from '../api/send-request.ts';
import { groupKey } from '../groups/group-queries.ts';

export type Settlement = WireOf<typeof SettlementWire>;
export type SettlementMode = Settlement['mode'];
export type Transfer = Settlement['transfers'][number];
export type Payment = WireOf<typeof PaymentPageWire>['payments'][number];

export const settlementQuery = (groupId: string, mode: SettlementMode, currency: string | undefined) =>
  queryOptions({
    queryKey: [...groupKey(groupId), 'settlement', mode, currency],
    queryFn: ({ signal }) =>
      readAnswer<Settlement>(withQuery(apiPath`/v1/groups/${groupId}/settlement`, { mode, currency }), signal),
  });

export const paymentsQuery = (groupId: string) =>
  infiniteQueryOptions({
    queryKey: [...groupKey(groupId), 'payments'],
    queryFn: ({ pageParam, signal }) => {
      const path = withQuery(apiPath`/v1/groups/${groupId}/payments`, { cursor: pageParam, limit: 20 });
      return readAnswer<WireOf<typeof PaymentPageWire>>(path, signal);
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
