import { AccountAnswer, PasskeySignInBody } from '@shared-payments/contract';
import { defineRoute } from '../../http/route.ts';
import { identityRequest, withCookies } from './identity-request.ts';

export const signInWithPasskeyRoute = defineRoute({
  method: 'POST',
  url: '/v1/auth/passkeys/sign-in',
  operationId: 'signInWithPasskey',
  summary: 'Sign in with a passkey',
  tag: 'identity',
  access: 'public',
  rate: 'auth',
  schemas: { body: PasskeySignInBody, answer: AccountAnswer },
  handle: async ({ identity, body, request }) =>
    withCookies(await identity.signInWithPasskey(identityRequest(request), body)),
});
