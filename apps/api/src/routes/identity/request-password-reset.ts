import { PasswordResetBody } from '@shared-payments/contract';
import { defineRoute } from '../../http/route.ts';

export const requestPasswordResetRoute = defineRoute({
  method: 'POST',
  url: '/v1/auth/password-reset',
  operationId: 'requestPasswordReset',
  summary: 'Ask for a mail to set a new password',
  tag: 'identity',
  access: 'public',
  rate: 'auth',
  status: 202,
  schemas: { body: PasswordResetBody },
  handle: async ({ identity, body }) => {
    await identity.requestPasswordReset(body);
    return {};
  },
});
