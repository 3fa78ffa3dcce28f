import { hash } from 'node:crypto';
import type { Language } from '@shared-payments/domain';
import type { Mail, Texts } from '@shared-payments/usecases';

const LINK_MINUTES = 30;

/** Sent at once and never stored: the token in it is a secret. */
export function passwordResetMail(
  texts: Texts,
  to: {
    readonly email: string;
    readonly name: string;
    readonly token: string;
    readonly publicUrl: string;
    readonly language: Language;
  },
): Mail {
  const { language } = to;
  const subject = texts.say(language, 'password-reset.subject');
  const letter = texts.layOut(language, {
    title: subject,
    greeting: texts.say(language, 'greeting', { name: to.name }),
    paragraphs: [texts.say(language, 'password-reset.body', { minutes: LINK_MINUTES })],
    action: {
      label: texts.say(language, 'password-reset.action'),
      url: `${to.publicUrl}/reset-password?token=${encodeURIComponent(to.token)}`,
    },
    footer: [texts.say(language, 'password-reset.not-you')],
  });
  const id = `password-reset-${hash('sha256', to.token, 'hex').slice(0, 32)}`;
  return { id, to: to.email, subject, ...letter };
}
