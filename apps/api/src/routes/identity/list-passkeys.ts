import { PasskeyListWire } from '@shared-payments/contract';
import { defineRoute } from '../../http/route.ts';
import { identityRequest } from './identity-request.ts';

export const listPasskeysRoute = defineRoute({
  method: 'GET',
  url: '/v1/auth/passkeys',
  operationId: 'listPasskeys',
  summary: 'Your passkeys',
  tag: 'identity',
  access: 'signed-in',
  rate: 'read',
  schemas: { answer: PasskeyListWire },
  handle: async ({ identity, request }) => ({
    body: { passkeys: await identity.listPasskeys(identityRequest(request)) },
  }),
});
