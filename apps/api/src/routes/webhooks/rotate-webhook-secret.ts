import { WebhookWithSecretWire } from '@shared-payments/contract';
import { rotateWebhookSecret } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { WebhookParams } from '../params.ts';

export const rotateWebhookSecretRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/webhooks/:webhookId/secret',
  operationId: 'rotateWebhookSecret',
  summary: 'Give a webhook a new secret; the old one signs too for a day',
  tag: 'webhooks',
  access: { group: 'run' },
  rate: 'write',
  schemas: { params: WebhookParams, answer: WebhookWithSecretWire },
  handle: async ({ services, context, params }) => ({
    body: await rotateWebhookSecret(services, context, params.groupId, params.webhookId),
  }),
});
