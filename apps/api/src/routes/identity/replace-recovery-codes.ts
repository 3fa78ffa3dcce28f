import { PasswordBody, RecoveryCodesWire } from '@shared-payments/contract';
import { defineRoute } from '../../http/route.ts';
import { identityRequest } from './identity-request.ts';

export const replaceRecoveryCodesRoute = defineRoute({
  method: 'POST',
  url: '/v1/auth/second-factor/recovery-codes',
  operationId: 'replaceRecoveryCodes',
  summary: 'New recovery codes; the old ones end',
  tag: 'identity',
  access: 'signed-in',
  rate: 'auth',
  schemas: { body: PasswordBody, answer: RecoveryCodesWire },
  handle: async ({ identity, body, request }) => ({
    body: await identity.replaceRecoveryCodes(identityRequest(request), body),
  }),
});
