import { advance, callDelayMs, stateOf, type Transaction } from '@shared-payments/domain';
import { withCourse } from './change-payment.ts';
import type { StartedPayment } from './payment.ts';

export const PAYMENTS_JOB = 'job:payments';

/**
 * The payment with a further attempt that is about to be made. It is committed before the gateway is asked: whoever finds it
 * after a crash asks again under the same id.
 */
export function beginTransaction(payment: StartedPayment, at: number): StartedPayment {
  const { course } = payment;
  const transaction: Transaction = {
    id: `${payment.id}-${course.transactions.length + 1}`,
    state: 'calling',
    startedAt: at,
    callCount: 1,
    nextCallAt: at + callDelayMs(1),
    reference: null,
    capturedMinor: 0,
    isStray: false,
    reason: null,
    actionUrl: null,
  };
  const transitions =
    stateOf(course.transitions) === 'approved'
      ? advance(course.transitions, 'processing', { at, by: PAYMENTS_JOB, reason: null })
      : course.transitions;
  return withCourse(payment, {
    ...course,
    transitions,
    retryAt: null,
    transactions: [...course.transactions, transaction],
  });
}
