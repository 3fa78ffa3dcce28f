import type { WebhookDeliveriesWire, WebhookListWire, WireOf } from '@shared-payments/contract';
import { queryOptions } from '@tanstack/react-query';
import { apiPath } from '../api/request.ts';
import { readAnswer } from '../api/send-request.ts';
import { groupKey } from '../groups/group-queries.ts';

export type Webhook = WireOf<typeof WebhookListWire>['webhooks'][number];
export type Deliveries = WireOf<typeof WebhookDeliveriesWire>;

/** While its log is looked at, what was sent just now comes in. */
const LOG_RENEWED_MS = 5_000;

export const webhooksQuery = (groupId: string) =>
  queryOptions({
    queryKey: [...groupKey(groupId), 'webhooks'],
    queryFn: async ({ signal }): Promise<readonly Webhook[]> =>
      (await readAnswer<WireOf<typeof WebhookListWire>>(apiPath`/v1/groups/${groupId}/webhooks`, signal)).webhooks,
  });

export const deliveriesQuery = (groupId: string, webhookId: string) =>
  queryOptions({
    queryKey: [...groupKey(groupId), 'webhooks', webhookId, 'deliveries'],
    queryFn: ({ signal }) =>
      readAnswer<Deliveries>(apiPath`/v1/groups/${groupId}/webhooks/${webhookId}/deliveries`, signal),
    refetchInterval: LOG_RENEWED_MS,
  });
