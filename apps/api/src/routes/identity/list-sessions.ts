import { SessionListWire } from '@shared-payments/contract';
import { defineRoute } from '../../http/route.ts';
import { identityRequest, requireSession } from './identity-request.ts';

export const listSessionsRoute = defineRoute({
  method: 'GET',
  url: '/v1/auth/sessions',
  operationId: 'listSessions',
  summary: 'Where you are signed in',
  tag: 'identity',
  access: 'signed-in',
  rate: 'read',
  schemas: { answer: SessionListWire },
  handle: async ({ identity, request, signedIn }) => ({
    body: { sessions: await identity.listSessions(identityRequest(request), requireSession(signedIn)) },
  }),
});
