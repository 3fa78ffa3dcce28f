import type { Chargeback, PaymentCourse, Refund, Transaction, TransactionReport, TransactionState } from './course.ts';
import type { Movement } from './movements.ts';
import { advance, stateOf } from './payment-states.ts';
import { ATTEMPTS_MAX, attemptDelayMs, callDelayMs, STRAY_REFUNDS_MAX } from './retry.ts';

export interface AppliedReport {
  readonly course: PaymentCourse;
  /** Money that moved and was not known before, in order; empty when the report says nothing new. */
  readonly movements: readonly Movement[];
}

const GATEWAY = 'gateway';
const RANK: Readonly<Record<TransactionState, number>> = {
  calling: 0,
  'needs-action': 1,
  declined: 2,
  cancelled: 2,
  'not-charged': 2,
  captured: 3,
};

/**
 * Joins what the gateway says into what is known. Nothing known is ever taken back, so reports may come twice, late and in
 * any order. A transaction that is not of this course changes nothing. `at` in epoch milliseconds.
 */
export function applyReport(course: PaymentCourse, report: TransactionReport, at: number): AppliedReport {
  const known = course.transactions.find(({ id }) => id === report.transactionId);
  if (!known) return { course, movements: [] };
  const joined = joinTransaction(known, report, at);
  const start = { course: withTransaction(course, joined), movements: [] };
  const captured = joined.state === 'captured' && known.state !== 'captured' ? capture(start, joined, at) : start;
  const ended = close(captured, known, joined, report.mayRetry, at);
  const refunded = report.refunds.reduce((so, refund) => joinRefund(so, joined.id, refund, at), ended);
  return report.chargebacks.reduce((so, chargeback) => joinChargeback(so, joined.id, chargeback), refunded);
}

/** The transaction never reached the gateway, and never will: nothing was charged. */
export function applyNotCharged(course: PaymentCourse, transactionId: string, at: number): PaymentCourse {
  const known = course.transactions.find(({ id }) => id === transactionId);
  if (!known || RANK[known.state] >= RANK['not-charged']) return course;
  const joined: Transaction = { ...known, state: 'not-charged', nextCallAt: null, reason: 'gateway_not_reached' };
  return close({ course: withTransaction(course, joined), movements: [] }, known, joined, false, at).course;
}

/** The refund never reached the gateway: what it held is free again, and a stray capture's is asked for anew. */
export function applyNotRefunded(course: PaymentCourse, refundId: string, at: number): PaymentCourse {
  const refund = course.refunds.find(({ id }) => id === refundId);
  if (refund?.state !== 'requested') return course;
  return failRefund(course, { ...refund, state: 'failed', reason: 'gateway_not_reached', nextCallAt: null }, at);
}

function joinTransaction(known: Transaction, report: TransactionReport, at: number): Transaction {
  if (RANK[report.state] <= RANK[known.state]) return { ...known, reference: known.reference ?? report.reference };
  const isOpen = report.state === 'calling' || report.state === 'needs-action';
  return {
    ...known,
    state: report.state,
    reference: report.reference,
    capturedMinor: report.state === 'captured' ? report.capturedMinor : 0,
    reason: report.reason,
    actionUrl: isOpen ? report.actionUrl : null,
    nextCallAt: isOpen ? (known.nextCallAt ?? at + callDelayMs(known.callCount)) : null,
  };
}

/** The first capture of a payment in progress posts it; any other is stray and asked back. */
function capture({ course, movements }: AppliedReport, captured: Transaction, at: number): AppliedReport {
  const isOwn = stateOf(course.transitions) === 'processing';
  const moved: Movement = { kind: isOwn ? 'capture' : 'stray', id: captured.id, amountMinor: captured.capturedMinor };
  const next = withTransaction(course, { ...captured, isStray: !isOwn });
  if (!isOwn) return { course: askStrayBack(next, captured, 1, at), movements: [...movements, moved] };
  const transitions = advance(course.transitions, 'posted', { at, by: GATEWAY, reason: null });
  return {
    course: { ...next, transitions, capturedMinor: captured.capturedMinor, retryAt: null, closing: null },
    movements: [...movements, moved],
  };
}

/** An attempt that ended without money: another one is due, or the payment ends too. */
function close(so: AppliedReport, known: Transaction, joined: Transaction, mayRetry: boolean, at: number) {
  const { course } = so;
  const isNews = RANK[joined.state] === 2 && RANK[known.state] < 2;
  const isNewest = course.transactions.at(-1)?.id === joined.id;
  if (!isNews || !isNewest || stateOf(course.transitions) !== 'processing') return so;
  const attempts = course.transactions.length;
  if (mayRetry && attempts < ATTEMPTS_MAX && course.closing === null) {
    return { ...so, course: { ...course, retryAt: at + attemptDelayMs(attempts) } };
  }
  const cause = { at, by: GATEWAY, reason: joined.reason };
  const transitions = advance(course.transitions, course.closing ?? 'failed', cause);
  return { ...so, course: { ...course, transitions, closing: null, retryAt: null } };
}

function joinRefund(
  { course, movements }: AppliedReport,
  transactionId: string,
  told: TransactionReport['refunds'][number],
  at: number,
): AppliedReport {
  const { isStray } = course.transactions.find(({ id }) => id === transactionId) ?? { isStray: false };
  const known = course.refunds.find(({ id, reference }) => id === told.refundId || reference === told.reference);
  const before = known ?? refundOfGateway(transactionId, told, isStray, at);
  const isNews = known === undefined || REFUND_RANK[told.state] > REFUND_RANK[known.state];
  if (!isNews) return { course, movements };
  const refund: Refund = { ...before, state: told.state, reference: told.reference, nextCallAt: null };
  const move = (kind: Movement['kind']) => [...movements, { kind, id: refund.id, amountMinor: refund.amountMinor }];
  if (told.state === 'succeeded')
    return { course: withRefund(course, refund), movements: move(isStray ? 'stray-refund' : 'refund') };
  if (told.state === 'requested') return { course: withRefund(course, refund), movements };
  const wasPaid = known?.state === 'succeeded';
  const failed = failRefund(course, { ...refund, reason: told.reason }, at);
  return { course: failed, movements: wasPaid ? move(isStray ? 'stray' : 'refund-returned') : movements };
}

const REFUND_RANK: Readonly<Record<Refund['state'], number>> = { requested: 0, succeeded: 1, failed: 2 };

function refundOfGateway(
  transactionId: string,
  told: TransactionReport['refunds'][number],
  isStray: boolean,
  at: number,
): Refund {
  return {
    id: told.refundId ?? told.reference,
    transactionId,
    amountMinor: told.amountMinor,
    state: told.state,
    isStray,
    reason: told.reason,
    requestedBy: GATEWAY,
    requestedAt: at,
    callCount: 0,
    nextCallAt: null,
    reference: told.reference,
  };
}

function failRefund(course: PaymentCourse, failed: Refund, at: number): PaymentCourse {
  const next = withRefund(course, failed);
  const stray = course.transactions.find(({ id, isStray }) => isStray && id === failed.transactionId);
  const count = next.refunds.filter(({ transactionId }) => transactionId === failed.transactionId).length;
  return stray && count < STRAY_REFUNDS_MAX ? askStrayBack(next, stray, count + 1, at) : next;
}

/** A stray capture goes back to the payer without anybody asking. */
function askStrayBack(course: PaymentCourse, stray: Transaction, number: number, at: number): PaymentCourse {
  const refund: Refund = {
    id: `${stray.id}-back${number}`,
    transactionId: stray.id,
    amountMinor: stray.capturedMinor,
    state: 'requested',
    isStray: true,
    reason: 'captured_after_the_end',
    requestedBy: GATEWAY,
    requestedAt: at,
    callCount: 0,
    nextCallAt: at,
    reference: null,
  };
  return { ...course, refunds: [...course.refunds, refund] };
}

function joinChargeback(
  { course, movements }: AppliedReport,
  transactionId: string,
  told: TransactionReport['chargebacks'][number],
): AppliedReport {
  const { isStray } = course.transactions.find(({ id }) => id === transactionId) ?? { isStray: false };
  const known = course.chargebacks.find(({ id }) => id === told.reference);
  if (known && (known.state !== 'open' || told.state === 'open')) return { course, movements };
  const chargeback: Chargeback = {
    id: told.reference,
    transactionId,
    amountMinor: told.amountMinor,
    state: told.state,
    isStray,
  };
  const others = course.chargebacks.filter(({ id }) => id !== chargeback.id);
  const next = { ...course, chargebacks: [...others, chargeback] };
  // Heard of only once it was won: the money went and came back, so no balance ever moved.
  if (!known && told.state === 'won') return { course: next, movements };
  const kind = known ? (isStray ? 'stray' : 'chargeback-won') : isStray ? 'stray-refund' : 'chargeback';
  if (known && told.state === 'lost') return { course: next, movements };
  return { course: next, movements: [...movements, { kind, id: chargeback.id, amountMinor: chargeback.amountMinor }] };
}

function withTransaction(course: PaymentCourse, changed: Transaction): PaymentCourse {
  return { ...course, transactions: course.transactions.map((one) => (one.id === changed.id ? changed : one)) };
}

function withRefund(course: PaymentCourse, changed: Refund): PaymentCourse {
  const isKnown = course.refunds.some(({ id }) => id === changed.id);
  const refunds = isKnown
    ? course.refunds.map((one) => (one.id === changed.id ? changed : one))
    : [...course.refunds, changed];
  return { ...course, refunds };
}
