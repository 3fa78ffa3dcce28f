import { createHmac } from 'node:crypto';
import { isShown, shownDocument } from '../activity/activity.ts';
import type { Services } from '../ports/services.ts';
import type { WebhookRequest } from '../ports/webhook-sender.ts';
import type { Commit } from '../store/commit.ts';
import { PINGING } from './change-webhook.ts';
import { type Webhook, webhookSecret } from './webhook.ts';

/** How long the secret before the last change still signs. */
export const OLD_SECRET_MS = 24 * 3_600_000;
/** A body beyond this names what changed without the documents: they are read through the API. */
export const BODY_BYTES_MAX = 256 * 1024;
const CHANGES_MAX = 1_000;

/** What a commit tells a webhook, as JSON text; undefined when it changed nothing that members see. */
export function webhookBody(commit: Commit, webhook: Webhook): string | undefined {
  const timestamp = new Date(commit.at).toISOString();
  const about = { groupId: webhook.groupId, seq: commit.seq, actor: commit.actor };
  if (commit.verb === PINGING) {
    const isOurs = commit.changes.some(({ collection, id }) => collection === 'webhooks' && id === webhook.id);
    return isOurs ? JSON.stringify({ type: 'ping', timestamp, data: about }) : undefined;
  }
  const shown = commit.changes.filter(isShown);
  if (shown.length === 0) return undefined;
  const type = commit.verb.replace('/', '.');
  const names = shown.map(({ collection, id, version, document }) => ({
    collection,
    id,
    version,
    isRemoved: document === null,
  }));
  const whole = names.map((name, index) => {
    const change = shown[index];
    return { ...name, document: change ? shownDocument(change, change.document) : null };
  });
  const text = JSON.stringify({ type, timestamp, data: { ...about, isCut: false, changes: whole } });
  if (Buffer.byteLength(text) <= BODY_BYTES_MAX) return text;
  return JSON.stringify({ type, timestamp, data: { ...about, isCut: true, changes: names.slice(0, CHANGES_MAX) } });
}

/** The request, signed as Standard Webhooks says. The id is the commit's: a receiver that has seen it may pass it over. */
export function webhookRequest(
  services: Pick<Services, 'sign' | 'now'>,
  webhook: Webhook,
  commit: Pick<Commit, 'seq'>,
  body: string,
): WebhookRequest {
  const id = `${webhook.groupId}-${commit.seq}`;
  const seconds = String(Math.floor(services.now() / 1_000));
  const signatures = secretsInForce(services, webhook).map((secret) => {
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    return `v1,${createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')}`;
  });
  const headers = {
    'content-type': 'application/json',
    'user-agent': 'Shared-Payments-Webhook/1',
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': signatures.join(' '),
  };
  return { url: webhook.url, headers, body };
}

function secretsInForce(services: Pick<Services, 'sign' | 'now'>, webhook: Webhook): readonly string[] {
  const { rotatedAt, secretNumber } = webhook;
  const isFresh = rotatedAt !== null && services.now() < rotatedAt + OLD_SECRET_MS;
  const numbers = isFresh ? [secretNumber, secretNumber - 1] : [secretNumber];
  return numbers.map((number) => webhookSecret(services, { ...webhook, secretNumber: number }));
}
