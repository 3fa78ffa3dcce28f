import { WebAuthnWire } from '@shared-payments/contract';
import { defineRoute } from '../../http/route.ts';
import { identityRequest, withCookies } from './identity-request.ts';

export const passkeyRegistrationOptionsRoute = defineRoute({
  method: 'POST',
  url: '/v1/auth/passkeys/options',
  operationId: 'passkeyRegistrationOptions',
  summary: 'Begin to add a passkey',
  tag: 'identity',
  access: 'signed-in',
  rate: 'auth',
  schemas: { answer: WebAuthnWire },
  handle: async ({ identity, request }) =>
    withCookies(await identity.passkeyRegistrationOptions(identityRequest(request))),
});
