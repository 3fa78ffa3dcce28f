import { hash } from 'node:crypto';
import type { Mail } from '@shared-payments/usecases';

/** Sent at once and never stored: the token in it is a secret. */
export function passwordResetMail(to: {
  readonly email: string;
  readonly name: string;
  readonly token: string;
  readonly publicUrl: string;
}): Mail {
  const link = `${to.publicUrl}/reset-password?token=${encodeURIComponent(to.token)}`;
  return {
    id: `password-reset-${hash('sha256', to.token, 'hex').slice(0, 32)}`,
    to: to.email,
    subject: 'Set a new password',
    text: [
      `Hello ${to.name},`,
      'somebody, hopefully you, asked for a new password for Shared Payments. This link works once, within 30 minutes:',
      link,
      'If it was not you, there is nothing to do: your password stays as it is.',
    ].join('\n\n'),
  };
}
