import { hash } from 'node:crypto';
import { directionOf } from '@shared-payments/domain';
import { identityCollections, userPartition } from '../identity/identity-collections.ts';
import { isWanted, preferencesOf } from '../notifications/preferences.ts';
import type { PushSender } from '../ports/push-sender.ts';
import type { Services } from '../ports/services.ts';
import type { Texts } from '../ports/texts.ts';
import { type PushSubscription, pushSubscriptionsOf } from '../push/push-subscription.ts';
import { removePushSubscription } from '../push/remove-push-subscription.ts';
import { languageOf } from '../settings/user-settings.ts';
import type { Commit } from '../store/commit.ts';
import type { OutboxChannel } from './channel.ts';
import { withEditsApart } from './edits-apart.ts';
import { PREFERENCE_OF } from './notices.ts';
import { type Told, toldDeliveries } from './told-deliveries.ts';

export interface PushChannelNeeds {
  readonly services: Services;
  readonly pushSender: PushSender;
  readonly texts: Texts;
}

/** What a browser's service worker is told. */
export interface PushPayload {
  readonly title: string;
  readonly body: string;
  /** The page it is about. */
  readonly path: string;
  /** A later notice of the same matter takes the place of an earlier one that still shows. */
  readonly tag: string;
  readonly language: string;
  readonly direction: 'ltr' | 'rtl';
}

export const PUSH_JOB = 'job:push';
/** What is older is no news on a screen any more. */
export const PUSH_LIFE_MS = 24 * 3_600_000;
/** A few lines are all that is shown; with them a payload stays far below what push services take. */
const BODY_CHARACTERS_MAX = 600;
const TITLE_CHARACTERS_MAX = 120;
const TOPIC_CHARACTERS = 32;

/** Notices on devices: one delivery for each of a receiver's browsers. */
export function pushChannels(needs: PushChannelNeeds): readonly OutboxChannel[] {
  return withEditsApart({
    name: 'pushes',
    beginsAt: 'outbox',
    // One push service that is away must not keep what goes to the others.
    whenTooManyWait: 'let-go',
    deliveriesOf: async (commit) =>
      needs.services.now() - commit.at > PUSH_LIFE_MS
        ? []
        : toldDeliveries(needs.services, commit, async (told) => {
            const subscriptions = await pushSubscriptionsOf(needs.services.store, told.receiver.userId);
            return subscriptions.map((subscription) => ({
              id: `${told.id}-${subscription.id}`,
              deliver: () => push(needs, commit, told, subscription),
            }));
          }),
  });
}

async function push(
  { services, pushSender, texts }: PushChannelNeeds,
  commit: Commit,
  told: Told,
  subscription: PushSubscription,
): Promise<boolean> {
  const { store } = services;
  const { userId, sessionId, endpoint, p256dh, auth } = subscription;
  const preferences = await preferencesOf(store, userId, told.context.group.id);
  if (!isWanted(preferences, PREFERENCE_OF[told.notice.kind], 'push')) return false;
  const context = { userId: PUSH_JOB, requestId: `push-${told.id}` };
  const session = await store.get(identityCollections.session, userPartition(userId), sessionId);
  const isSignedIn = session !== undefined && Date.parse(String(session.expiresAt)) > services.now();
  if (!isSignedIn) {
    await removePushSubscription(services, context, subscription);
    return false;
  }
  const payload = payloadOf(texts, told, await languageOf(store, userId));
  const lifeSeconds = Math.max(0, Math.ceil((commit.at + PUSH_LIFE_MS - services.now()) / 1_000));
  const topic = hash('sha256', payload.tag, 'base64url').slice(0, TOPIC_CHARACTERS);
  const answer = await pushSender.send({
    endpoint,
    p256dh,
    auth,
    payload: JSON.stringify(payload),
    lifeSeconds,
    topic,
  });
  if (answer === 'gone') await removePushSubscription(services, context, subscription);
  return answer === 'taken';
}

function payloadOf(
  texts: Texts,
  { context: { group }, words }: Told,
  language: Parameters<Texts['say']>[0],
): PushPayload {
  const subject = texts.say(language, words.subject.key, words.subject.facts);
  const lines = words.lines.map(({ key, facts }) => texts.say(language, key, facts));
  return {
    title: shortened(`${group.name}: ${subject}`, TITLE_CHARACTERS_MAX),
    body: shortened(lines.join('\n'), BODY_CHARACTERS_MAX),
    path: `/groups/${group.id}/${words.page}`,
    tag: `${group.id} ${words.page}`,
    language,
    direction: directionOf(language),
  };
}

function shortened(text: string, charactersMax: number): string {
  const characters = [...text];
  return characters.length <= charactersMax ? text : `${characters.slice(0, charactersMax - 1).join('')}…`;
}
