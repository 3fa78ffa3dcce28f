import { AccountAnswer, CodeBody } from '@shared-payments/contract';
import { defineRoute } from '../../http/route.ts';
import { identityRequest, withCookies } from './identity-request.ts';

export const verifySecondFactorRoute = defineRoute({
  method: 'POST',
  url: '/v1/auth/second-factor/verify',
  operationId: 'verifySecondFactor',
  summary: 'Send a code: switches the second factor on, or completes a sign-in',
  tag: 'identity',
  access: 'public',
  rate: 'auth',
  schemas: { body: CodeBody, answer: AccountAnswer },
  handle: async ({ identity, body, request }) =>
    withCookies(await identity.verifySecondFactor(identityRequest(request), body)),
});
