import { CreateWebhookBody, WebhookWithSecretWire } from '@shared-payments/contract';
import { createWebhook } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const createWebhookRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/webhooks',
  operationId: 'createWebhook',
  summary: 'Send a system of your own every change of the group',
  tag: 'webhooks',
  access: { group: 'run' },
  rate: 'write',
  status: 201,
  schemas: { params: GroupParams, body: CreateWebhookBody, answer: WebhookWithSecretWire },
  handle: async ({ services, context, params, body }) => ({
    body: await createWebhook(services, context, params.groupId, body),
  }),
});
