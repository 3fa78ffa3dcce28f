import type { Language } from '@shared-payments/domain';
import { identityCollections, userPartition } from '../identity/identity-collections.ts';
import { isWanted, preferencesOf } from '../notifications/preferences.ts';
import { unsubscribeToken } from '../notifications/unsubscribe-token.ts';
import type { Mail, Mailer } from '../ports/mailer.ts';
import type { Services } from '../ports/services.ts';
import type { Texts } from '../ports/texts.ts';
import { languageOf } from '../settings/user-settings.ts';
import type { OutboxChannel } from './channel.ts';
import { withEditsApart } from './edits-apart.ts';
import { PREFERENCE_OF } from './notices.ts';
import { type Told, toldDeliveries } from './told-deliveries.ts';

export interface MailChannelNeeds {
  readonly services: Services;
  readonly mailer: Mailer;
  readonly texts: Texts;
  readonly publicUrl: string;
}

/** Notices as mails, to whoever has an address and wants them. */
export function mailChannels(needs: MailChannelNeeds): readonly OutboxChannel[] {
  return withEditsApart({
    name: 'outbox',
    whenTooManyWait: 'log-waits',
    deliveriesOf: (commit) =>
      toldDeliveries(needs.services, commit, (told) => [{ id: told.id, deliver: () => mail(needs, told) }]),
  });
}

async function mail(needs: MailChannelNeeds, told: Told): Promise<boolean> {
  const { store } = needs.services;
  const { userId } = told.receiver;
  const preferences = await preferencesOf(store, userId, told.context.group.id);
  if (!isWanted(preferences, PREFERENCE_OF[told.notice.kind], 'email')) return false;
  const user = await store.get(identityCollections.user, userPartition(userId), userId);
  // Guests have no address, and hear of things when they look.
  if (!user || user.isAnonymous === true) return false;
  const to = { email: String(user.email), name: String(user.name), language: await languageOf(store, userId) };
  await needs.mailer.send(noticeMail(needs, told, to));
  return true;
}

function noticeMail(
  { services, texts, publicUrl }: MailChannelNeeds,
  { id, notice, context: { group }, receiver: member, words }: Told,
  { email, name, language }: { readonly email: string; readonly name: string; readonly language: Language },
): Mail {
  const kind = PREFERENCE_OF[notice.kind];
  const say = (key: Parameters<Texts['say']>[1], facts = {}) => texts.say(language, key, facts);
  const token = unsubscribeToken(services, { group, member, kind }, services.now());
  const unsubscribeUrl = `${publicUrl}/v1/unsubscribe/${token}`;
  const subject = say(words.subject.key, words.subject.facts);
  const letter = texts.layOut(language, {
    title: subject,
    greeting: say('greeting', { name }),
    paragraphs: [words.lines.map((line) => say(line.key, line.facts)).join('\n')],
    action: { label: say('open'), url: `${publicUrl}/groups/${group.id}/${words.page}` },
    footer: [say('why-this-mail', { group: group.name, kind: say(`kind.${kind}`) })],
    unsubscribe: { label: say('unsubscribe'), url: unsubscribeUrl },
  });
  return { id, to: email, subject: `${group.name}: ${subject}`, ...letter, unsubscribeUrl };
}
