import { PushSubscriptionWire, SubscribeToPushBody } from '@shared-payments/contract';
import { subscribeToPush } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { requireSession } from '../identity/identity-request.ts';

export const subscribeToPushRoute = defineRoute({
  method: 'POST',
  url: '/v1/push/subscriptions',
  operationId: 'subscribeToPush',
  summary: 'Show on this device what you are told, until the session ends',
  tag: 'notices',
  access: 'signed-in',
  rate: 'write',
  status: 201,
  schemas: { body: SubscribeToPushBody, answer: PushSubscriptionWire },
  handle: async ({ services, context, signedIn, body }) => ({
    body: await subscribeToPush(services, context, requireSession(signedIn), body),
  }),
});
