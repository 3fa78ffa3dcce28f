import { defineRoute } from '../../http/route.ts';
import { SessionParams } from '../params.ts';
import { identityRequest, requireSession } from './identity-request.ts';

export const revokeSessionRoute = defineRoute({
  method: 'DELETE',
  url: '/v1/auth/sessions/:sessionId',
  operationId: 'revokeSession',
  summary: 'End one session, at once',
  tag: 'identity',
  access: 'signed-in',
  rate: 'write',
  status: 204,
  schemas: { params: SessionParams },
  handle: async ({ identity, params, request, signedIn }) => {
    await identity.revokeSession(identityRequest(request), requireSession(signedIn), params.sessionId);
    return {};
  },
});
