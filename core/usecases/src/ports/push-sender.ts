/** One notice for one browser. */
export interface Push {
  /** Of the subscription (RFC 8030, RFC 8291). */
  readonly endpoint: string;
  readonly p256dh: string;
  readonly auth: string;
  /** At most `PUSH_PAYLOAD_BYTES_MAX` in UTF-8; it is encrypted for this browser alone. */
  readonly payload: string;
  /** How long the push service keeps it for a device that is off. */
  readonly lifeSeconds: number;
  /** At most 32 characters of base64url: a later push of the same topic replaces one that still waits there. */
  readonly topic: string;
}

/** What push services take at least (RFC 8291, section 4), less what encryption adds. */
export const PUSH_PAYLOAD_BYTES_MAX = 3_900;

/**
 * Hands a push to the service its browser named. `gone`: the subscription is over, and nothing will ever arrive there.
 * Errors: `unavailable` with `isRefused: true` in its data (and `retryAfterMs` where the service asks for time), for whatever else went wrong: another push may go another way.
 */
export interface PushSender {
  send(push: Push): Promise<'taken' | 'gone'>;
}
