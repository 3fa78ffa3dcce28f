import type { PaymentCourse, PaymentMethod, Refund, Transaction } from './course.ts';
import { stateOf } from './payment-states.ts';
import { ACTION_LIFE_MS, CALLS_MAX, KEY_LIFE_MS } from './retry.ts';

/** What has to be done for a payment now, as data. */
export type NextStep =
  | { readonly kind: 'none' }
  | { readonly kind: 'expire' }
  | { readonly kind: 'begin' }
  | { readonly kind: 'charge' | 'look-up' | 'cancel'; readonly transaction: Transaction }
  | { readonly kind: 'refund' | 'look-up-refund'; readonly refund: Refund };

/** The first thing that is due at `now` (epoch milliseconds). */
export function nextStep(course: PaymentCourse, method: PaymentMethod, now: number): NextStep {
  const state = stateOf(course.transitions);
  if (state === 'pending' || state === 'approved') {
    if (course.expiresAt <= now) return { kind: 'expire' };
    return state === 'approved' && method === 'card' ? { kind: 'begin' } : { kind: 'none' };
  }
  const transaction = course.transactions.at(-1);
  if (state === 'processing' && transaction) {
    const step = transactionStep(course, transaction, now);
    if (step.kind !== 'none') return step;
  }
  return refundStep(course.refunds, now);
}

/** When `nextStep` has something to do, in epoch milliseconds; null: not before somebody acts. */
export function wakeAt(course: PaymentCourse, method: PaymentMethod): number | null {
  const state = stateOf(course.transitions);
  if (state === 'pending') return course.expiresAt;
  if (state === 'approved') return method === 'card' ? 0 : course.expiresAt;
  const newest = state === 'processing' ? course.transactions.at(-1) : undefined;
  const moments = [
    ...(newest === undefined ? [] : [course.retryAt, callMoment(course, newest)]),
    ...course.refunds.map((refund) => (refund.callCount < CALLS_MAX ? refund.nextCallAt : null)),
  ].filter((moment) => moment !== null);
  return moments.length === 0 ? null : Math.min(...moments);
}

function callMoment({ closing }: PaymentCourse, { state, nextCallAt, startedAt, callCount }: Transaction) {
  if (callCount >= CALLS_MAX || nextCallAt === null) return null;
  if (state !== 'needs-action') return nextCallAt;
  return closing === null ? Math.min(nextCallAt, startedAt + ACTION_LIFE_MS) : nextCallAt;
}

function transactionStep(course: PaymentCourse, transaction: Transaction, now: number): NextStep {
  if (course.retryAt !== null) return { kind: course.retryAt <= now ? 'begin' : 'none' };
  const moment = callMoment(course, transaction);
  if (moment === null || moment > now) return { kind: 'none' };
  if (transaction.state === 'needs-action') {
    const isOver = course.closing !== null || now >= transaction.startedAt + ACTION_LIFE_MS;
    return { kind: isOver ? 'cancel' : 'look-up', transaction };
  }
  return { kind: isKeyAlive(transaction.startedAt, now) ? 'charge' : 'look-up', transaction };
}

function refundStep(refunds: readonly Refund[], now: number): NextStep {
  const due = refunds.find(
    ({ nextCallAt, callCount }) => nextCallAt !== null && nextCallAt <= now && callCount < CALLS_MAX,
  );
  if (!due) return { kind: 'none' };
  return { kind: isKeyAlive(due.requestedAt, now) ? 'refund' : 'look-up-refund', refund: due };
}

/** Whether the gateway still knows the key of a call that was first made at `startedAt`. */
export function isKeyAlive(startedAt: number, now: number): boolean {
  return now - startedAt < KEY_LIFE_MS;
}
