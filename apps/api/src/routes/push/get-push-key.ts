import { PushKeyWire } from '@shared-payments/contract';
import { defineRoute } from '../../http/route.ts';

export const getPushKeyRoute = defineRoute({
  method: 'GET',
  url: '/v1/push/key',
  operationId: 'getPushKey',
  summary: 'What a browser subscribes to pushes with',
  tag: 'notices',
  access: 'signed-in',
  rate: 'read',
  schemas: { answer: PushKeyWire },
  handle: async ({ services }) => ({ body: { publicKey: services.pushPublicKey ?? null } }),
});
