import { defineRoute } from '../../http/route.ts';
import { PasskeyParams } from '../params.ts';
import { identityRequest } from './identity-request.ts';

export const removePasskeyRoute = defineRoute({
  method: 'DELETE',
  url: '/v1/auth/passkeys/:passkeyId',
  operationId: 'removePasskey',
  summary: 'Remove a passkey',
  tag: 'identity',
  access: 'signed-in',
  rate: 'write',
  status: 204,
  schemas: { params: PasskeyParams },
  handle: async ({ identity, params, request }) => {
    await identity.removePasskey(identityRequest(request), params.passkeyId);
    return {};
  },
});
