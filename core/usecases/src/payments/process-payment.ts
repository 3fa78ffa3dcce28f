import type { NextStep } from '@shared-payments/domain';
import type { Services } from '../ports/services.ts';
import { PAYMENTS_JOB } from './begin-transaction.ts';
import { carryOutStep } from './carry-out-step.ts';
import type { PaymentKey } from './change-payment.ts';
import { claimStep } from './claim-step.ts';
import type { StartedPayment } from './payment.ts';

/** More than any payment can have due at one moment. */
const STEPS_MAX = 20;

/**
 * Does everything that is due for a payment, step by step: what was found unfinished after a crash included. Stops where the
 * gateway gives no answer. Resolves to the payment as it then stands. Errors: `not_found`, `state_not_allowed`.
 */
export async function processPayment(services: Services, key: PaymentKey, requestId: string): Promise<StartedPayment> {
  const context = { userId: PAYMENTS_JOB, requestId };
  for (let count = 1; ; count += 1) {
    const { step, payment } = await claimStep(services, context, key);
    if (step.kind === 'none' || step.kind === 'expire' || count > STEPS_MAX) return payment;
    if (!(await carryOutStep(services, context, payment, step))) return payment;
  }
}

/** What the command that made `payment` has claimed with it: the first call of a transaction or refund. */
export async function processClaimed(
  services: Services,
  payment: StartedPayment,
  requestId: string,
): Promise<StartedPayment> {
  const step = claimedStep(payment);
  if (step.kind !== 'none') await carryOutStep(services, { userId: PAYMENTS_JOB, requestId }, payment, step);
  return processPayment(services, { groupId: payment.course.groupId, paymentId: payment.id }, requestId);
}

function claimedStep({ course, state }: StartedPayment): NextStep {
  const transaction = course.transactions.at(-1);
  if (state === 'processing' && transaction?.state === 'calling' && transaction.callCount === 1)
    return { kind: 'charge', transaction };
  const refund = course.refunds.findLast((one) => one.state === 'requested' && one.callCount === 1);
  return refund ? { kind: 'refund', refund } : { kind: 'none' };
}
