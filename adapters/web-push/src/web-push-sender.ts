import { AppError } from '@shared-payments/domain';
import type { Push, PushSender, WebhookSender } from '@shared-payments/usecases';
import type { RequestDetails } from 'web-push';
import type { VapidKeys } from './vapid-keys.ts';

export interface WebPushSettings {
  readonly keys: VapidKeys;
  /** Whom a push service may write to about this server: a `mailto:` or `https:` address. */
  readonly subject: string;
  /** Carries the request: browsers name the address, so whoever carries it checks where it leads. */
  readonly carrier: WebhookSender;
}

/** The browser is not subscribed any more, or never was (RFC 8030, section 7.3). */
const GONE = new Set([404, 410]);

/** Encrypts for the browser (RFC 8291), signs as this server (RFC 8292), and hands on by the carrier. */
export function createWebPushSender({ keys, subject, carrier }: WebPushSettings): PushSender {
  return {
    async send(push) {
      const { endpoint, headers, body } = await requestOf(push, { ...keys, subject });
      const answer = await carrier.send({ url: endpoint, headers: headersOf(headers), body: body ?? '' });
      const { status } = answer;
      if (status !== null && status >= 200 && status < 300) return 'taken';
      if (status !== null && GONE.has(status)) return 'gone';
      throw refused({ ...answer });
    },
  };
}

async function requestOf(
  { endpoint, p256dh, auth, payload, lifeSeconds, topic }: Push,
  vapidDetails: VapidKeys & { readonly subject: string },
): Promise<RequestDetails> {
  // Loaded with the first push: a server that sends none does without it.
  const { default: webPush } = await import('web-push');
  try {
    const options = { vapidDetails, TTL: lifeSeconds, topic, urgency: 'normal', contentEncoding: 'aes128gcm' } as const;
    return webPush.generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, options);
  } catch (cause) {
    throw refused({ problem: 'it cannot be encrypted' }, cause);
  }
}

function headersOf(headers: RequestDetails['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function refused(data: Readonly<Record<string, unknown>>, cause?: unknown): AppError {
  return new AppError(
    'unavailable',
    'The push service did not take the push.',
    { ...data, isRefused: true },
    { cause },
  );
}
