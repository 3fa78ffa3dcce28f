import type { ChargeRequest } from '@shared-payments/usecases';
import { addLine, type Held, heldBy, keepHeld } from './account.ts';
import type { Behaviour } from './behaviour.ts';
import type { Rows } from './book.ts';

/** As long as the gateway remembers an idempotency key: afterwards the same request is a new one. */
export const KEY_KEPT_MS = 24 * 3_600_000;
/** How long it takes until a new transaction is found by our name for it. */
export const SEARCH_LAG_MS = 60_000;
const ACTION_TAKES_MS = 10_000;
const MIND_CHANGES_MS = 60_000;

/** The transaction of a request: the one its key stands for, or a new one. */
export function chargeOnce(rows: Rows, request: ChargeRequest, behaviour: Behaviour, now: number): Held {
  const key = `key|${request.transactionId}`;
  const known = rows.get(key);
  const { reference = '', at = 0, count = 0 } = known === undefined ? {} : (JSON.parse(known) as ChargeKey);
  const held = now - at < KEY_KEPT_MS ? heldBy(rows, reference) : undefined;
  if (held) return keepCall(rows, held);
  const fresh = `sbx_${request.transactionId}${count === 0 ? '' : `_${count}`}`;
  rows.put(key, JSON.stringify({ reference: fresh, at: now, count: count + 1 } satisfies ChargeKey));
  return opened(rows, request, behaviour, fresh, now);
}

interface ChargeKey {
  readonly reference: string;
  readonly at: number;
  readonly count: number;
}

/** The newest transaction with our name, once the search has it. */
export function searched(rows: Rows, transactionId: string, now: number): Held | undefined {
  const known = rows.get(`key|${transactionId}`);
  if (known === undefined) return undefined;
  const { reference, at } = JSON.parse(known) as ChargeKey;
  return now - at < SEARCH_LAG_MS ? undefined : heldBy(rows, reference);
}

function keepCall(rows: Rows, held: Held): Held {
  const called = { ...held, callCount: held.callCount + 1 };
  rows.put(`held|${held.reference}`, JSON.stringify(called));
  return called;
}

function opened(rows: Rows, request: ChargeRequest, behaviour: Behaviour, reference: string, now: number): Held {
  const { instrument: _kept, ...facts } = request;
  const held: Held = {
    ...facts,
    ...{ reference, behaviour, createdAt: now, callCount: 1, eventCount: 0 },
    ...{ state: 'calling', capturedMinor: 0, reason: null, mayRetry: false, actionUrl: null },
    refunds: [],
    chargebacks: [],
  };
  switch (behaviour) {
    case 'decline':
      return keepHeld(rows, { ...held, state: 'declined', reason: 'card_declined' }, now);
    case 'changes-its-mind':
      return keepHeld(rows, { ...held, state: 'declined', reason: 'card_declined' }, now);
    case 'try-later':
      // The first attempt of a payment is declined, the next one is not.
      return request.transactionId.endsWith('-1')
        ? keepHeld(rows, { ...held, state: 'declined', reason: 'try_again_later', mayRetry: true }, now)
        : captured(rows, held, request.amountMinor, now);
    case 'action':
    case 'action-never':
    case 'action-refused':
      return keepHeld(rows, { ...held, state: 'needs-action', actionUrl: `sandbox:action/${reference}` }, now);
    case 'partial':
      return captured(rows, held, Math.max(1, Math.trunc(request.amountMinor / 2)), now);
    case 'dispute':
      return disputed(rows, captured(rows, held, request.amountMinor, now), now);
    default:
      return captured(rows, held, request.amountMinor, now);
  }
}

/** What the payer has done at their bank by now; a transaction that changes its mind is captured after it was declined. */
export function afterAction(rows: Rows, held: Held, now: number): Held {
  if (held.behaviour === 'changes-its-mind' && held.state === 'declined' && now - held.createdAt >= MIND_CHANGES_MS)
    return captured(rows, held, held.amountMinor, now);
  if (held.state !== 'needs-action' || now - held.createdAt < ACTION_TAKES_MS) return held;
  if (held.behaviour === 'action') return captured(rows, held, held.amountMinor, now);
  if (held.behaviour === 'action-refused')
    return keepHeld(rows, { ...held, state: 'declined', reason: 'action_refused', actionUrl: null }, now);
  return held;
}

function captured(rows: Rows, held: Held, amountMinor: number, now: number): Held {
  addLine(rows, held, { kind: 'charge', subject: held.transactionId, amountMinor }, now);
  return keepHeld(rows, { ...held, state: 'captured', capturedMinor: amountMinor, actionUrl: null }, now);
}

function disputed(rows: Rows, held: Held, now: number): Held {
  const reference = `dp_${held.reference}`;
  const amountMinor = held.capturedMinor;
  addLine(rows, held, { kind: 'chargeback', subject: reference, amountMinor }, now);
  return keepHeld(rows, { ...held, chargebacks: [{ reference, amountMinor, state: 'open' }] }, now);
}

/** The bank decides a dispute. */
export function decided(rows: Rows, held: Held, state: 'won' | 'lost', now: number): Held {
  const open = held.chargebacks.find((one) => one.state === 'open');
  if (!open) return held;
  const { reference, amountMinor } = open;
  if (state === 'won') addLine(rows, held, { kind: 'chargeback-won', subject: reference, amountMinor }, now);
  const chargebacks = held.chargebacks.map((one) => (one === open ? { ...open, state } : one));
  return keepHeld(rows, { ...held, chargebacks }, now);
}
