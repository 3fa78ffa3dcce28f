import { WebhookListWire } from '@shared-payments/contract';
import { listWebhooks } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const listWebhooksRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/webhooks',
  operationId: 'listWebhooks',
  summary: 'The webhooks of the group',
  tag: 'webhooks',
  access: { group: 'run' },
  rate: 'read',
  schemas: { params: GroupParams, answer: WebhookListWire },
  handle: async ({ services, context, params }) => ({
    body: { webhooks: await listWebhooks(services, context, params.groupId) },
  }),
});
