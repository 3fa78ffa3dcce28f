import { AccountAnswer, GuestBody } from '@shared-payments/contract';
import { defineRoute } from '../../http/route.ts';
import { identityRequest, withCookies } from './identity-request.ts';

export const signInAsGuestRoute = defineRoute({
  method: 'POST',
  url: '/v1/auth/guest',
  operationId: 'signInAsGuest',
  summary: 'Take part without an account',
  tag: 'identity',
  access: 'public',
  rate: 'auth',
  status: 201,
  schemas: { body: GuestBody, answer: AccountAnswer },
  handle: async ({ identity, body, request }) =>
    withCookies(await identity.signInAsGuest(identityRequest(request), body)),
});
