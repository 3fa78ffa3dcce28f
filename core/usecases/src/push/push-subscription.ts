import { hash } from 'node:crypto';
import { userPartition } from '../identity/identity-collections.ts';
import type { Reader } from '../ports/store.ts';
import { defineCollection } from '../store/collection.ts';

/** A browser on one device that shows what it is sent (RFC 8030), and the keys only it can read with (RFC 8291). */
export interface PushSubscription {
  /** Made of the endpoint: the same browser is the same subscription. */
  readonly id: string;
  readonly version: number;
  readonly userId: string;
  /** The session it was made in: when that ends, nothing is sent any more. */
  readonly sessionId: string;
  readonly endpoint: string;
  /** P-256 point and secret, base64url. */
  readonly p256dh: string;
  readonly auth: string;
  /** What its owner knows it by. */
  readonly device: string;
  readonly createdAt: number;
}

/** Browsers of one person; the oldest makes room for a further one. */
export const PUSH_SUBSCRIPTIONS_MAX = 20;

export const pushSubscriptions = defineCollection<PushSubscription>('push-subscriptions', {
  keys: ({ id }) => [['byId', id]],
  globalKeys: ({ id, userId }) => [['byEndpoint', `${id}|${userId}`]],
});

export function pushSubscriptionId(endpoint: string): string {
  return hash('sha256', endpoint, 'base64url');
}

/** All of a person, in an order that stays. */
export async function pushSubscriptionsOf(
  reader: Pick<Reader, 'list'>,
  userId: string,
): Promise<readonly PushSubscription[]> {
  const range = { index: 'byId', limit: PUSH_SUBSCRIPTIONS_MAX };
  const found = await reader.list(pushSubscriptions, userPartition(userId), range);
  return found.map(({ document }) => document);
}
