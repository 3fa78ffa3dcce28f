import { WebhookDeliveriesWire } from '@shared-payments/contract';
import { listWebhookDeliveries } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { WebhookParams } from '../params.ts';

export const listWebhookDeliveriesRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/webhooks/:webhookId/deliveries',
  operationId: 'listWebhookDeliveries',
  summary: 'How far a webhook is, and its latest attempts',
  tag: 'webhooks',
  access: { group: 'run' },
  rate: 'read',
  schemas: { params: WebhookParams, answer: WebhookDeliveriesWire },
  handle: async ({ services, context, params }) => ({
    body: await listWebhookDeliveries(services, context, params.groupId, params.webhookId),
  }),
});
