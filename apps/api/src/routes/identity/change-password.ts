import { ChangePasswordBody } from '@shared-payments/contract';
import { defineRoute } from '../../http/route.ts';
import { identityRequest, withCookies } from './identity-request.ts';

export const changePasswordRoute = defineRoute({
  method: 'POST',
  url: '/v1/auth/password',
  operationId: 'changePassword',
  summary: 'Change the password; ends all other sessions',
  tag: 'identity',
  access: 'signed-in',
  rate: 'auth',
  status: 204,
  schemas: { body: ChangePasswordBody },
  handle: async ({ identity, body, request }) => {
    const { setCookies } = await identity.changePassword(identityRequest(request), body);
    return withCookies({ value: undefined, setCookies });
  },
});
