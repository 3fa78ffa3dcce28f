import { WebhookWire } from '@shared-payments/contract';
import { pingWebhook } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { WebhookParams } from '../params.ts';

export const pingWebhookRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/webhooks/:webhookId/ping',
  operationId: 'pingWebhook',
  summary: 'Send a webhook a ping, behind what waits before it',
  tag: 'webhooks',
  access: { group: 'run' },
  rate: 'write',
  status: 202,
  schemas: { params: WebhookParams, answer: WebhookWire },
  handle: async ({ services, context, params }) => ({
    body: await pingWebhook(services, context, params.groupId, params.webhookId),
  }),
});
