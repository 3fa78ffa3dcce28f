import type { Mail } from '@shared-payments/usecases';
import type { SendMailOptions } from 'nodemailer';

/** The mail as nodemailer composes it; `domain` completes its Message-ID. */
export function messageOf(mail: Mail, from: string, domain: string): SendMailOptions {
  return {
    messageId: `<${mail.id}@${domain}>`,
    from,
    to: mail.to,
    subject: mail.subject,
    text: mail.text,
    ...(mail.html === undefined ? {} : { html: mail.html }),
    ...(mail.unsubscribeUrl === undefined ? {} : { headers: unsubscribeHeaders(mail.unsubscribeUrl) }),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function unsubscribeHeaders(url: string) {
  return { 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}
