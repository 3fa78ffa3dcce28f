import { deleteWebhook } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { WebhookParams } from '../params.ts';

export const deleteWebhookRoute = defineRoute({
  method: 'DELETE',
  url: '/v1/groups/:groupId/webhooks/:webhookId',
  operationId: 'deleteWebhook',
  summary: 'End a webhook',
  tag: 'webhooks',
  access: { group: 'run' },
  rate: 'write',
  status: 204,
  schemas: { params: WebhookParams },
  handle: async ({ services, context, params }) => {
    await deleteWebhook(services, context, params.groupId, params.webhookId);
    return {};
  },
});
