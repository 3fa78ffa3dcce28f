import { AppError } from '@shared-payments/domain';
import type { Mailer } from '@shared-payments/usecases';
import { createTransport } from 'nodemailer';
import { messageOf } from './message.ts';

export interface SmtpSettings {
  /** `smtp://` or `smtps://`, with user and password where needed. */
  readonly url: string;
  readonly from: string;
  readonly domain: string;
}

const CONNECTIONS_MAX = 3;
const TIMEOUT_MS = 15_000;

/** Sends through an SMTP server. Errors: `unavailable`, whatever the server said; its words are the cause, never the message. */
export function createSmtpMailer(settings: SmtpSettings): Mailer {
  const transport = createTransport({
    url: settings.url,
    pool: true,
    maxConnections: CONNECTIONS_MAX,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  return {
    async send(mail) {
      try {
        await transport.sendMail(messageOf(mail, settings.from, settings.domain));
      } catch (cause) {
        throw new AppError('unavailable', 'The mail server did not take the mail.', {}, { cause });
      }
    },
    close: () => transport.close(),
  };
}
