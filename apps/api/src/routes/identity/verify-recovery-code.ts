import { AccountAnswer, CodeBody } from '@shared-payments/contract';
import { defineRoute } from '../../http/route.ts';
import { identityRequest, withCookies } from './identity-request.ts';

export const verifyRecoveryCodeRoute = defineRoute({
  method: 'POST',
  url: '/v1/auth/second-factor/recover',
  operationId: 'verifyRecoveryCode',
  summary: 'Complete a sign-in with a recovery code',
  tag: 'identity',
  access: 'public',
  rate: 'auth',
  schemas: { body: CodeBody, answer: AccountAnswer },
  handle: async ({ identity, body, request }) =>
    withCookies(await identity.verifyRecoveryCode(identityRequest(request), body)),
});
