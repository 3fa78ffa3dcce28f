import { WebAuthnWire } from '@shared-payments/contract';
import { defineRoute } from '../../http/route.ts';
import { identityRequest, withCookies } from './identity-request.ts';

export const passkeySignInOptionsRoute = defineRoute({
  method: 'POST',
  url: '/v1/auth/passkeys/sign-in/options',
  operationId: 'passkeySignInOptions',
  summary: 'Begin to sign in with a passkey',
  tag: 'identity',
  access: 'public',
  rate: 'auth',
  schemas: { answer: WebAuthnWire },
  handle: async ({ identity, request }) => withCookies(await identity.passkeySignInOptions(identityRequest(request))),
});
