import { ResetPasswordBody } from '@shared-payments/contract';
import { defineRoute } from '../../http/route.ts';

export const resetPasswordRoute = defineRoute({
  method: 'POST',
  url: '/v1/auth/password-reset/confirm',
  operationId: 'resetPassword',
  summary: 'Set a new password with the token of the mail',
  tag: 'identity',
  access: 'public',
  rate: 'auth',
  status: 204,
  schemas: { body: ResetPasswordBody },
  handle: async ({ identity, body }) => {
    await identity.resetPassword(body);
    return {};
  },
});
