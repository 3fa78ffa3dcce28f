import type { PushKeyWire, SubscribeToPushBody, WireOf } from '@shared-payments/contract';
import { newIdempotencyKey } from '../api/idempotency-key.ts';
import { readAnswer, sendWrite } from '../api/send-request.ts';

/** Whether this browser shows what its reader is told: it cannot, was told not to, does not, or does. */
export type PushState = 'unsupported' | 'denied' | 'off' | 'on';

type SubscribeBody = WireOf<typeof SubscribeToPushBody>;

const PATH = '/v1/push/subscriptions';

export async function pushState(): Promise<PushState> {
  if (!isSupported()) return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  return (await subscriptionHere()) === null ? 'off' : 'on';
}

/** Asks the reader; call it from their own click, or browsers refuse. `device` is what they know it by. Errors: RequestProblem. */
export async function switchPushOn(device: string): Promise<Exclude<PushState, 'off'>> {
  if (!isSupported()) return 'unsupported';
  const { publicKey } = await readAnswer<WireOf<typeof PushKeyWire>>('/v1/push/key');
  if (publicKey === null) return 'unsupported';
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  await tell(subscription, device);
  return 'on';
}

/** The browser forgets its subscription: its push service then tells the server that it is gone. */
export async function switchPushOff(): Promise<void> {
  await (await subscriptionHere())?.unsubscribe();
}

/** A subscription ends with the session it was told in: after a new sign-in it is told again. */
export async function renewPush(device: string): Promise<void> {
  if ((await pushState()) !== 'on') return;
  const subscription = await subscriptionHere();
  if (subscription) await tell(subscription, device);
}

function isSupported(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
}

async function subscriptionHere(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager.getSubscription()) ?? null;
}

async function tell(subscription: PushSubscription, device: string): Promise<void> {
  const { endpoint = '', keys } = subscription.toJSON();
  const body: SubscribeBody = { endpoint, keys: { p256dh: keys?.p256dh ?? '', auth: keys?.auth ?? '' }, device };
  await sendWrite({ method: 'POST', path: PATH, body }, newIdempotencyKey());
}
