import { ECDH } from 'node:crypto';
import { AppError } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put, remove } from '../command/writes.ts';
import { userPartition } from '../identity/identity-collections.ts';
import type { SignedIn } from '../ports/identity.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { receiverUrl } from '../webhooks/receiver-url.ts';
import {
  PUSH_SUBSCRIPTIONS_MAX,
  type PushSubscription,
  pushSubscriptionId,
  pushSubscriptions,
  pushSubscriptionsOf,
} from './push-subscription.ts';
import { removePushSubscription } from './remove-push-subscription.ts';

export interface SubscribeInput {
  readonly endpoint: string;
  readonly keys: { readonly p256dh: string; readonly auth: string };
  readonly device: string;
}

const SAME_ENDPOINT_MAX = 20;

/**
 * What the asker is told of is shown by this browser from now on, and by it for nobody else: the device has changed hands.
 * Errors: `invalid_input` for an address or a key that is none.
 */
export async function subscribeToPush(
  services: Services,
  context: RequestContext,
  { sessionId }: Pick<SignedIn, 'sessionId'>,
  input: SubscribeInput,
): Promise<PushSubscription> {
  const endpoint = receiverUrl(services, input.endpoint);
  requirePoint(input.keys.p256dh);
  const id = pushSubscriptionId(endpoint);
  const partition = userPartition(context.userId);
  const request = { partition, verb: 'push/subscribe-to-push', input };
  const subscription = await runCommand(services, context, request, async (reader, at) => {
    const others = await pushSubscriptionsOf(reader, context.userId);
    const before = others.find((one) => one.id === id);
    const oldest = others.toSorted((one, other) => one.createdAt - other.createdAt)[0];
    const next: PushSubscription = {
      id,
      version: (before?.version ?? 0) + 1,
      userId: context.userId,
      sessionId,
      endpoint,
      ...input.keys,
      device: input.device,
      createdAt: before?.createdAt ?? at,
    };
    const isFull = !before && others.length >= PUSH_SUBSCRIPTIONS_MAX && oldest !== undefined;
    const writes = [put(pushSubscriptions, next), ...(isFull ? [remove(pushSubscriptions, oldest)] : [])];
    return { writes: before && isSame(before, next) ? [] : writes, answer: next };
  });
  await removeOfOthers(services, context, id);
  return subscription;
}

/** Errors: `invalid_input`: nothing could ever be encrypted for it. */
function requirePoint(p256dh: string): void {
  try {
    ECDH.convertKey(p256dh, 'prime256v1', 'base64url', 'hex', 'compressed');
  } catch (cause) {
    throw new AppError('invalid_input', 'The key p256dh is no point of P-256: subscribe anew.', {}, { cause });
  }
}

function isSame(before: PushSubscription, next: PushSubscription): boolean {
  return JSON.stringify({ ...before, version: 0 }) === JSON.stringify({ ...next, version: 0 });
}

async function removeOfOthers(services: Services, context: RequestContext, id: string): Promise<void> {
  const range = { index: 'byEndpoint', prefix: `${id}|`, limit: SAME_ENDPOINT_MAX };
  for (const { document } of await services.store.find(pushSubscriptions, range)) {
    if (document.userId === context.userId) continue;
    await removePushSubscription(services, { userId: context.userId, requestId: context.requestId }, document);
  }
}
