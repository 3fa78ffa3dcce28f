import {
  advance,
  callDelayMs,
  type NextStep,
  nextStep,
  type PaymentCourse,
  type Refund,
  type Transaction,
} from '@shared-payments/domain';
import type { RequestContext, Services } from '../ports/services.ts';
import { beginTransaction, PAYMENTS_JOB } from './begin-transaction.ts';
import { changePayment, type PaymentKey } from './change-payment.ts';
import type { StartedPayment } from './payment.ts';

export interface ClaimedStep {
  readonly step: NextStep;
  readonly payment: StartedPayment;
}

/**
 * Commits the intent to do what is due for a payment, and tells it. The next try is put off with the same commit, so another
 * process that looks at the same moment finds nothing to do; ids keep the rare doubled call harmless.
 */
export async function claimStep(services: Services, context: RequestContext, key: PaymentKey): Promise<ClaimedStep> {
  let step: NextStep = { kind: 'none' };
  const command = { ...key, verb: 'payments/claim-step' };
  const payment = await changePayment(services, context, command, ({ payment: current, at }) => {
    step = nextStep(current.course, current.method, at);
    const claimed = claim(current, step, at);
    step = claimed.step;
    return { course: claimed.course };
  });
  return { step, payment };
}

function claim(payment: StartedPayment, step: NextStep, at: number): { course: PaymentCourse; step: NextStep } {
  const { course } = payment;
  switch (step.kind) {
    case 'none':
      return { course, step };
    case 'expire': {
      const transitions = advance(course.transitions, 'expired', { at, by: PAYMENTS_JOB, reason: null });
      return { course: { ...course, transitions }, step };
    }
    case 'begin': {
      const begun = beginTransaction(payment, at).course;
      const transaction = begun.transactions.at(-1);
      return { course: begun, step: transaction ? { kind: 'charge', transaction } : { kind: 'none' } };
    }
    case 'refund':
    case 'look-up-refund': {
      const refund = calledAgain(step.refund, at);
      return { course: withRefundCall(course, refund), step: { kind: step.kind, refund } };
    }
    default: {
      const transaction = calledAgain(step.transaction, at);
      const closing = step.kind === 'cancel' ? (course.closing ?? 'expired') : course.closing;
      return {
        course: { ...withTransactionCall(course, transaction), closing },
        step: { kind: step.kind, transaction },
      };
    }
  }
}

function calledAgain<T extends Transaction | Refund>(called: T, at: number): T {
  const callCount = called.callCount + 1;
  return { ...called, callCount, nextCallAt: at + callDelayMs(callCount) };
}

function withTransactionCall(course: PaymentCourse, called: Transaction): PaymentCourse {
  return { ...course, transactions: course.transactions.map((one) => (one.id === called.id ? called : one)) };
}

function withRefundCall(course: PaymentCourse, called: Refund): PaymentCourse {
  return { ...course, refunds: course.refunds.map((one) => (one.id === called.id ? called : one)) };
}
