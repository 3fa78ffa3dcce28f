import type { ReportLine, TransactionReport } from '@shared-payments/domain';
import type { Behaviour } from './behaviour.ts';
import type { Rows } from './book.ts';

/** A transaction as the sandbox keeps it. */
export interface Held extends TransactionReport {
  readonly amountMinor: number;
  readonly behaviour: Behaviour;
  readonly createdAt: number;
  readonly callCount: number;
  readonly eventCount: number;
}

/** An event that waits to be sent. */
export interface HeldEvent {
  readonly id: string;
  readonly reference: string;
  readonly sendsLeft: number;
  readonly tries: number;
}

const MOMENT_DIGITS = 15;
const LATE_MS = 6 * 3_600_000;
const PROMPT_MS = 50;
const REVERSED_FIRST_MS = 2_000;

export const padded = (moment: number): string => String(Math.max(0, moment)).padStart(MOMENT_DIGITS, '0');

export function heldBy(rows: Rows, reference: string): Held | undefined {
  const text = rows.get(`held|${reference}`);
  return text === undefined ? undefined : (JSON.parse(text) as Held);
}

/** Keeps a transaction in its new state and lets an event of it be sent. */
export function keepHeld(rows: Rows, held: Held, now: number): Held {
  const kept = { ...held, eventCount: held.eventCount + 1 };
  rows.put(`held|${held.reference}`, JSON.stringify(kept));
  const event: HeldEvent = {
    id: `evt_${held.reference}_${kept.eventCount}`,
    reference: held.reference,
    sendsLeft: held.behaviour === 'double-event' ? 2 : 1,
    tries: 0,
  };
  rows.put(`event|${padded(now + eventDelayMs(kept))}|${event.id}`, JSON.stringify(event));
  return kept;
}

function eventDelayMs({ behaviour, eventCount }: Held): number {
  if (behaviour === 'late-event') return LATE_MS;
  if (behaviour === 'reversed-events') return Math.max(PROMPT_MS, REVERSED_FIRST_MS - eventCount * 500);
  return PROMPT_MS;
}

/** Writes down money that moved, for the report. */
export function addLine(
  rows: Rows,
  held: Held,
  line: Pick<ReportLine, 'kind' | 'subject' | 'amountMinor'>,
  at: number,
) {
  const id = `line_${held.reference}_${line.kind}_${line.subject}`;
  const whole: ReportLine = {
    ...line,
    id,
    transactionId: held.transactionId,
    reference: held.reference,
    paymentId: held.paymentId,
    groupId: held.groupId,
    feeMinor: line.kind === 'charge' ? feeMinor(line.amountMinor) : 0,
    currency: held.currency,
    at,
  };
  rows.put(`line|${padded(at)}|${id}`, JSON.stringify(whole));
}

const FEE_PER_THOUSAND = 14n;
const FEE_FIXED_MINOR = 25n;

/** 1.4 % rounded half up and 25 minor units, never more than the amount. */
function feeMinor(amountMinor: number): number {
  const amount = BigInt(amountMinor);
  const fee = (amount * FEE_PER_THOUSAND + 500n) / 1_000n + FEE_FIXED_MINOR;
  return Number(fee < amount ? fee : amount);
}
