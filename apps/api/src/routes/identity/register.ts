import { AccountAnswer, RegisterBody } from '@shared-payments/contract';
import { defineRoute } from '../../http/route.ts';
import { identityRequest, withCookies } from './identity-request.ts';

export const registerRoute = defineRoute({
  method: 'POST',
  url: '/v1/auth/register',
  operationId: 'register',
  summary: 'Make an account; a guest keeps groups and balances',
  tag: 'identity',
  access: 'public',
  rate: 'auth',
  status: 201,
  schemas: { body: RegisterBody, answer: AccountAnswer },
  handle: async ({ identity, body, request }) => withCookies(await identity.register(identityRequest(request), body)),
});
