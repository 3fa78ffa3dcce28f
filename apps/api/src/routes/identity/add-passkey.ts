import { AddPasskeyBody, PasskeyWire } from '@shared-payments/contract';
import { defineRoute } from '../../http/route.ts';
import { identityRequest, withCookies } from './identity-request.ts';

export const addPasskeyRoute = defineRoute({
  method: 'POST',
  url: '/v1/auth/passkeys',
  operationId: 'addPasskey',
  summary: 'Add the passkey that was made',
  tag: 'identity',
  access: 'signed-in',
  rate: 'auth',
  status: 201,
  schemas: { body: AddPasskeyBody, answer: PasskeyWire },
  handle: async ({ identity, body, request }) => withCookies(await identity.addPasskey(identityRequest(request), body)),
});
