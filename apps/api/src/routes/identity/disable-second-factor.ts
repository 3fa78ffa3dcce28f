import { PasswordBody } from '@shared-payments/contract';
import { defineRoute } from '../../http/route.ts';
import { identityRequest, withCookies } from './identity-request.ts';

export const disableSecondFactorRoute = defineRoute({
  method: 'POST',
  url: '/v1/auth/second-factor/disable',
  operationId: 'disableSecondFactor',
  summary: 'Sign in without a second factor again',
  tag: 'identity',
  access: 'signed-in',
  rate: 'auth',
  status: 204,
  schemas: { body: PasswordBody },
  handle: async ({ identity, body, request }) => {
    const { setCookies } = await identity.disableSecondFactor(identityRequest(request), body);
    return withCookies({ value: undefined, setCookies });
  },
});
