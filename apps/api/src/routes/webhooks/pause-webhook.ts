import { WebhookWire } from '@shared-payments/contract';
import { pauseWebhook } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { WebhookParams } from '../params.ts';

export const pauseWebhookRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/webhooks/:webhookId/pause',
  operationId: 'pauseWebhook',
  summary: 'Send a webhook nothing until it is replayed',
  tag: 'webhooks',
  access: { group: 'run' },
  rate: 'write',
  schemas: { params: WebhookParams, answer: WebhookWire },
  handle: async ({ services, context, params }) => ({
    body: await pauseWebhook(services, context, params.groupId, params.webhookId),
  }),
});
