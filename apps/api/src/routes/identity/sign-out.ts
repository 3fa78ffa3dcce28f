import { defineRoute } from '../../http/route.ts';
import { identityRequest, withCookies } from './identity-request.ts';

export const signOutRoute = defineRoute({
  method: 'POST',
  url: '/v1/auth/sign-out',
  operationId: 'signOut',
  summary: 'End this session',
  tag: 'identity',
  access: 'signed-in',
  rate: 'auth',
  status: 204,
  schemas: {},
  handle: async ({ identity, request }) => {
    const { setCookies } = await identity.signOut(identityRequest(request));
    return withCookies({ value: undefined, setCookies });
  },
});
