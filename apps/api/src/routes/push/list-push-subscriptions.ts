import { PushSubscriptionListWire } from '@shared-payments/contract';
import { listPushSubscriptions } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';

export const listPushSubscriptionsRoute = defineRoute({
  method: 'GET',
  url: '/v1/push/subscriptions',
  operationId: 'listPushSubscriptions',
  summary: 'Your devices that show what you are told',
  tag: 'notices',
  access: 'signed-in',
  rate: 'read',
  schemas: { answer: PushSubscriptionListWire },
  handle: async ({ services, context }) => ({
    body: { subscriptions: await listPushSubscriptions(services, context) },
  }),
});
