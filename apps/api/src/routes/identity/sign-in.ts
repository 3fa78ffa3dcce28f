import { SignInAnswer, SignInBody } from '@shared-payments/contract';
import { defineRoute } from '../../http/route.ts';
import { identityRequest, withCookies } from './identity-request.ts';

export const signInRoute = defineRoute({
  method: 'POST',
  url: '/v1/auth/sign-in',
  operationId: 'signIn',
  summary: 'Sign in with e-mail address and password',
  tag: 'identity',
  access: 'public',
  rate: 'auth',
  schemas: { body: SignInBody, answer: SignInAnswer },
  handle: async ({ identity, body, request }) => {
    const answer = await identity.signIn(identityRequest(request), body);
    const account = 'account' in answer.value ? answer.value.account : null;
    return withCookies(answer, { account, needsSecondFactor: account === null });
  },
});
