import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '@shared-payments/domain';
import { EVENT_AGE_MAX_MS, type GatewayEvent } from '@shared-payments/usecases';
import { type HeldEvent, padded } from './account.ts';
import type { Book } from './book.ts';

/** Takes one event to the API: true once it was accepted. */
export type SendEvent = (body: string, signature: string) => Promise<boolean>;

const EVENTS_PER_RUN = 200;
const TRIES_MAX = 20;
const RETRY_FIRST_MS = 1_000;
const RETRY_MAX_MS = 3_600_000;
const SIGNATURE = /^t=([0-9]{1,15}),v1=([0-9a-f]{64})$/;

/** `t=<epoch seconds>,v1=<HMAC-SHA256 of "t.body" in hex>`: the time is signed too, so an old event cannot be sent as a new one. */
export function signatureOf(secret: string, body: string | Uint8Array, nowMs: number): string {
  const seconds = Math.trunc(nowMs / 1_000);
  return `t=${seconds},v1=${hmac(secret, seconds, body).toString('hex')}`;
}

/** Errors: `invalid_input` for a signature that does not fit or is too old (or ahead of its time). */
export function readSigned(secret: string, body: Uint8Array, signature: string, nowMs: number): GatewayEvent {
  const [, seconds = '', digest = ''] = SIGNATURE.exec(signature) ?? [];
  const isSigned = digest !== '' && timingSafeEqual(Buffer.from(digest, 'hex'), hmac(secret, Number(seconds), body));
  if (!isSigned) throw new AppError('invalid_input', 'The signature of this event does not fit: nothing was changed.');
  if (Math.abs(nowMs - Number(seconds) * 1_000) > EVENT_AGE_MAX_MS)
    throw new AppError(
      'invalid_input',
      'This event was signed too long ago: nothing was changed. Send it signed anew.',
    );
  const { id, reference } = JSON.parse(Buffer.from(body).toString('utf8')) as GatewayEvent;
  return { id, reference };
}

function hmac(secret: string, seconds: number, body: string | Uint8Array): Buffer {
  return createHmac('sha256', secret).update(`${seconds}.`).update(body).digest();
}

/** Sends what is due; an event that was not taken comes again later, more slowly each time. Resolves to how many were taken. */
export async function deliverEvents(book: Book, secret: string, nowMs: number, send: SendEvent): Promise<number> {
  const due = book.change((rows) => rows.range('event|', `event|${padded(nowMs + 1)}`, EVENTS_PER_RUN));
  let taken = 0;
  for (const [key, text] of due) {
    const event = JSON.parse(text) as HeldEvent;
    const body = JSON.stringify({ id: event.id, reference: event.reference });
    const isTaken = await send(body, signatureOf(secret, body, nowMs)).catch(() => false);
    if (isTaken) taken += 1;
    book.change((rows) => {
      const tries = event.tries + 1;
      const sendsLeft = isTaken ? event.sendsLeft - 1 : tries < TRIES_MAX ? event.sendsLeft : 0;
      const delay = isTaken ? 0 : Math.min(RETRY_MAX_MS, RETRY_FIRST_MS * 2 ** tries);
      rows.remove(key);
      if (sendsLeft > 0)
        rows.put(`event|${padded(nowMs + delay)}|${event.id}`, JSON.stringify({ ...event, tries, sendsLeft }));
    });
  }
  return taken;
}
