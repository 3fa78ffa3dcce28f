import { AppError } from '@shared-payments/domain';
import type { Mailer } from '@shared-payments/usecases';
import { messageOf } from './message.ts';
import { transportOnce } from './transport-once.ts';

export interface SmtpSettings {
  /** `smtp://` or `smtps://`, with user and password where needed. */
  readonly url: string;
  readonly from: string;
  readonly domain: string;
}

const CONNECTIONS_MAX = 3;
const TIMEOUT_MS = 15_000;
/** SMTP: the service is not available and closes the connection. */
const CLOSING = 421;

/** Sends through an SMTP server. Errors: `unavailable`, whatever the server said; its words are the cause, never the message. */
export function createSmtpMailer(settings: SmtpSettings): Mailer {
  const transport = transportOnce(({ createTransport }) =>
    createTransport({
      url: settings.url,
      pool: true,
      maxConnections: CONNECTIONS_MAX,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
    }),
  );
  return {
    async send(mail) {
      try {
        const opened = await transport.open();
        await opened.sendMail(messageOf(mail, settings.from, settings.domain));
      } catch (cause) {
        const data = isAboutThisMail(cause) ? { isRefused: true } : {};
        throw new AppError('unavailable', 'The mail server did not take the mail.', data, { cause });
      }
    },
    close: transport.close,
  };
}

/** The receiver or the text was refused. A refused sender or sign-in, and a server that is closing, would meet any mail. */
function isAboutThisMail(cause: unknown): boolean {
  const { command, responseCode } = cause as { readonly command?: string; readonly responseCode?: number };
  if (command === 'API') return true;
  return (command === 'RCPT TO' || command === 'DATA') && responseCode !== undefined && responseCode !== CLOSING;
}
