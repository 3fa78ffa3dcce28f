import { unsubscribeFromPush } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { SubscriptionParams } from '../params.ts';

export const unsubscribeFromPushRoute = defineRoute({
  method: 'DELETE',
  url: '/v1/push/subscriptions/:subscriptionId',
  operationId: 'unsubscribeFromPush',
  summary: 'Show nothing on this device any more',
  tag: 'notices',
  access: 'signed-in',
  rate: 'write',
  status: 204,
  schemas: { params: SubscriptionParams },
  handle: async ({ services, context, params }) => {
    await unsubscribeFromPush(services, context, params.subscriptionId);
    return {};
  },
});
