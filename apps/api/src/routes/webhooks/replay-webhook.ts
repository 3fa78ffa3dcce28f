import { ReplayWebhookBody, WebhookWire } from '@shared-payments/contract';
import { replayWebhook } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { WebhookParams } from '../params.ts';

export const replayWebhookRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/webhooks/:webhookId/replay',
  operationId: 'replayWebhook',
  summary: 'Start a paused webhook, or send it again what it was sent',
  tag: 'webhooks',
  access: { group: 'run' },
  rate: 'write',
  status: 202,
  schemas: { params: WebhookParams, body: ReplayWebhookBody, answer: WebhookWire },
  handle: async ({ services, context, params, body }) => ({
    body: await replayWebhook(services, context, params.groupId, params.webhookId, body),
  }),
});
