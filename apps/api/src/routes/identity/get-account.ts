import { AccountAnswer } from '@shared-payments/contract';
import { defineRoute } from '../../http/route.ts';
import { identityRequest, withCookies } from './identity-request.ts';

export const getAccountRoute = defineRoute({
  method: 'GET',
  url: '/v1/auth/account',
  operationId: 'getAccount',
  summary: 'Who is signed in; prolongs the session',
  tag: 'identity',
  access: 'signed-in',
  rate: 'read',
  schemas: { answer: AccountAnswer },
  handle: async ({ identity, request }) => {
    const answer = await identity.account(identityRequest(request));
    return withCookies(answer, { account: answer.value });
  },
});
