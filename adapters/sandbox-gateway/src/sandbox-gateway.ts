import { randomBytes } from 'node:crypto';
import { AppError, type ReportLine, type TransactionReport } from '@shared-payments/domain';
import type { Gateway, TransactionKey } from '@shared-payments/usecases';
import { type Held, heldBy, keepHeld, padded } from './account.ts';
import { behaviourOf } from './behaviour.ts';
import type { Book, Rows } from './book.ts';
import { afterAction, chargeOnce, decided, searched } from './charging.ts';
import { deliverEvents, readSigned, type SendEvent } from './events.ts';
import { refundOnce, refundReturned } from './refunding.ts';

export interface SandboxOptions {
  readonly book: Book;
  /** Signs its events; made once and kept in the book when it is left out. */
  readonly secret?: string;
  readonly now: () => number;
}

/** What only a sandbox can do: send its events, decide a dispute and send a refund back when told to. */
export interface SandboxGateway extends Gateway {
  deliver(send: SendEvent): Promise<number>;
  decideDispute(reference: string, state: 'won' | 'lost'): void;
  returnRefund(reference: string): void;
}

const LINES_PER_PAGE = 200;
const SECRET_BYTES = 32;

/**
 * A gateway that moves no money and otherwise behaves like one, faults included: what it does with a transaction is chosen by the
 * instrument. Its book outlives the process that asks it.
 */
export function createSandboxGateway({ book, now, ...options }: SandboxOptions): SandboxGateway {
  const secret = options.secret ?? book.change(secretIn);
  return {
    name: 'sandbox',
    signatureHeader: 'gateway-signature',
    async charge(request) {
      const behaviour = behaviourOf(request.instrument, request.transactionId);
      if (!behaviour) throw new AppError('invalid_input', 'The sandbox knows no such instrument.');
      // As if the request got lost on its way, the first time.
      if (behaviour === 'unreachable' && isFirstTry(book, request.transactionId)) throw unavailable();
      const held = book.change((rows) => chargeOnce(rows, request, behaviour, now()));
      if (behaviour === 'timeout' && held.callCount === 1) throw unavailable();
      return reportOf(held);
    },
    refund: async (request) => reportOf(book.change((rows) => refundOnce(rows, request, now()))),
    async cancel(key) {
      const held = book.change((rows) => cancelled(rows, found(rows, key, now()), now()));
      if (held) return reportOf(held);
      throw new AppError('not_found', 'The sandbox has no such transaction.');
    },
    async find(key) {
      const held = book.change((rows) => found(rows, key, now()));
      return held && reportOf(held);
    },
    readEvent: (body, signature, nowMs) => readSigned(secret, body, signature, nowMs),
    async report({ fromMs, untilMs, cursor }) {
      const after = cursor ?? `line|${padded(fromMs)}`;
      const page = book.change((rows) => rows.range(after, `line|${padded(untilMs)}`, LINES_PER_PAGE));
      const nextCursor = page.length === LINES_PER_PAGE ? (page.at(-1)?.[0] ?? null) : null;
      return { lines: page.map(([, text]) => JSON.parse(text) as ReportLine), nextCursor };
    },
    deliver: (send) => deliverEvents(book, secret, now(), send),
    decideDispute: (reference, state) =>
      book.change((rows) => {
        const held = heldBy(rows, reference);
        if (held) decided(rows, held, state, now());
      }),
    returnRefund: (reference) =>
      book.change((rows) => {
        const held = heldBy(rows, reference);
        if (held) refundReturned(rows, held, now());
      }),
  };
}

function found(rows: Rows, { reference, transactionId }: TransactionKey, now: number): Held | undefined {
  const held = reference === null ? searched(rows, transactionId ?? '', now) : heldBy(rows, reference);
  return held && afterAction(rows, held, now);
}

function cancelled(rows: Rows, held: Held | undefined, now: number): Held | undefined {
  if (held?.state !== 'needs-action' && held?.state !== 'calling') return held;
  return keepHeld(rows, { ...held, state: 'cancelled', reason: 'cancelled', actionUrl: null }, now);
}

function isFirstTry(book: Book, transactionId: string): boolean {
  return book.change((rows) => {
    const key = `lost|${transactionId}`;
    const isFirst = rows.get(key) === undefined;
    rows.put(key, 'lost');
    return isFirst;
  });
}

function reportOf(held: Held): TransactionReport {
  const { behaviour: _a, createdAt: _b, callCount: _c, eventCount: _d, amountMinor: _e, ...report } = held;
  return report;
}

function secretIn(rows: Rows): string {
  const secret = rows.get('secret') ?? randomBytes(SECRET_BYTES).toString('base64url');
  rows.put('secret', secret);
  return secret;
}

function unavailable(): AppError {
  return new AppError('unavailable', 'The gateway gave no answer.');
}
