import type {
  CreateWebhookBody,
  ReplayWebhookBody,
  WebhookWire,
  WebhookWithSecretWire,
  WireOf,
} from '@shared-payments/contract';
import { apiPath, type WriteRequest } from '../api/request.ts';

type Webhook = WireOf<typeof WebhookWire>;
type WebhookWithSecret = WireOf<typeof WebhookWithSecretWire>;

export const createWebhook =
  (groupId: string) =>
  (body: WireOf<typeof CreateWebhookBody>): WriteRequest<WebhookWithSecret> => ({
    method: 'POST',
    path: apiPath`/v1/groups/${groupId}/webhooks`,
    body,
  });

export const deleteWebhook = (groupId: string, webhookId: string) => (): WriteRequest<undefined> => ({
  method: 'DELETE',
  path: apiPath`/v1/groups/${groupId}/webhooks/${webhookId}`,
});

export const pauseWebhook = (groupId: string, webhookId: string) => (): WriteRequest<Webhook> => ({
  method: 'POST',
  path: apiPath`/v1/groups/${groupId}/webhooks/${webhookId}/pause`,
});

export const pingWebhook = (groupId: string, webhookId: string) => (): WriteRequest<Webhook> => ({
  method: 'POST',
  path: apiPath`/v1/groups/${groupId}/webhooks/${webhookId}/ping`,
});

export const replayWebhook =
  (groupId: string, webhookId: string) =>
  (body: WireOf<typeof ReplayWebhookBody>): WriteRequest<Webhook> => ({
    method: 'POST',
    path: apiPath`/v1/groups/${groupId}/webhooks/${webhookId}/replay`,
    body,
  });

export const rotateWebhookSecret = (groupId: string, webhookId: string) => (): WriteRequest<WebhookWithSecret> => ({
  method: 'POST',
  path: apiPath`/v1/groups/${groupId}/webhooks/${webhookId}/secret`,
});
