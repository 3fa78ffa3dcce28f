import { defineRoute } from '../../http/route.ts';
import { identityRequest } from './identity-request.ts';

export const revokeOtherSessionsRoute = defineRoute({
  method: 'DELETE',
  url: '/v1/auth/sessions',
  operationId: 'revokeOtherSessions',
  summary: 'End all sessions but this one',
  tag: 'identity',
  access: 'signed-in',
  rate: 'write',
  status: 204,
  schemas: {},
  handle: async ({ identity, request }) => {
    await identity.revokeOtherSessions(identityRequest(request));
    return {};
  },
});
