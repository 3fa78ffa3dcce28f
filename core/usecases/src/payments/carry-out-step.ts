import {
  AppError,
  applyNotCharged,
  applyNotRefunded,
  applyReport,
  isKeyAlive,
  type NextStep,
  type Refund,
  type Transaction,
  type TransactionReport,
} from '@shared-payments/domain';
import type { Gateway } from '../ports/gateway.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { type ChangeNeeds, changePayment, type PaymentChange } from './change-payment.ts';
import type { StartedPayment } from './payment.ts';

/** What the gateway answered, as a change of the payment; undefined when there was no answer. */
type Outcome = ((needs: ChangeNeeds) => PaymentChange) | undefined;

/**
 * Asks the gateway what was claimed and commits its answer. A crash anywhere leaves the claim, which is taken up again. True
 * when there was an answer.
 */
export async function carryOutStep(
  services: Services,
  context: RequestContext,
  payment: StartedPayment,
  step: NextStep,
): Promise<boolean> {
  const outcome = await outcomeOf(requireGateway(services), services.now, payment, step);
  if (!outcome) return false;
  const key = { groupId: payment.course.groupId, paymentId: payment.id };
  await changePayment(services, context, { ...key, verb: 'payments/carry-out-step' }, outcome);
  return true;
}

/** Errors: `state_not_allowed` where card payments are not set up. */
export function requireGateway({ gateway }: Pick<Services, 'gateway'>): Gateway {
  if (gateway) return gateway;
  throw new AppError('state_not_allowed', 'Card payments are not set up here: pay by bank transfer or in cash.');
}

/** What a report makes of a payment. */
export function afterReport(report: TransactionReport): (needs: ChangeNeeds) => PaymentChange {
  return ({ payment, at }) => applyReport(payment.course, report, at);
}

async function outcomeOf(
  gateway: Gateway,
  now: () => number,
  payment: StartedPayment,
  step: NextStep,
): Promise<Outcome> {
  try {
    switch (step.kind) {
      case 'charge':
        // A repeated request may come a day late: the gateway has forgotten the key by then.
        if (!isKeyAlive(step.transaction.startedAt, now())) return undefined;
        return afterReport(await charge(gateway, payment, step.transaction));
      case 'look-up':
        return await lookUp(gateway, now, step.transaction);
      case 'cancel':
        return afterReport(await gateway.cancel(keyOf(step.transaction)));
      case 'refund':
        if (!isKeyAlive(step.refund.requestedAt, now())) return undefined;
        return await refund(gateway, payment, step.refund);
      case 'look-up-refund':
        return await lookUpRefund(gateway, payment, step.refund);
      default:
        return undefined;
    }
  } catch (error) {
    if (error instanceof AppError && error.code === 'unavailable') return undefined;
    throw error;
  }
}

async function charge(gateway: Gateway, payment: StartedPayment, transaction: Transaction): Promise<TransactionReport> {
  const { id, currency, course } = payment;
  const facts = { transactionId: transaction.id, paymentId: id, groupId: course.groupId, currency };
  try {
    const { requestedMinor: amountMinor, instrument } = course;
    return await gateway.charge({ ...facts, amountMinor, instrument });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'invalid_input') throw error;
    return {
      ...facts,
      reference: transaction.id,
      state: 'declined',
      capturedMinor: 0,
      reason: 'refused_by_gateway',
      mayRetry: false,
      actionUrl: null,
      refunds: [],
      chargebacks: [],
    };
  }
}

async function lookUp(gateway: Gateway, now: () => number, transaction: Transaction): Promise<Outcome> {
  const report = await gateway.find(keyOf(transaction));
  if (report) return afterReport(report);
  // Only once the key is dead is it certain that no call of ours is still on its way.
  if (isKeyAlive(transaction.startedAt, now())) return undefined;
  return ({ payment, at }) => ({ course: applyNotCharged(payment.course, transaction.id, at) });
}

async function refund(gateway: Gateway, payment: StartedPayment, { id, amountMinor, transactionId }: Refund) {
  const reference = referenceOf(payment, transactionId);
  if (reference === null || transactionId === null) return undefined;
  try {
    return afterReport(await gateway.refund({ refundId: id, transactionId, reference, amountMinor }));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'state_not_allowed') throw error;
    return notRefunded(id);
  }
}

async function lookUpRefund(
  gateway: Gateway,
  payment: StartedPayment,
  { id, transactionId }: Refund,
): Promise<Outcome> {
  const report = await gateway.find({ transactionId, reference: referenceOf(payment, transactionId) });
  if (!report) return undefined;
  return report.refunds.some(({ refundId }) => refundId === id) ? afterReport(report) : notRefunded(id);
}

function notRefunded(refundId: string): Outcome {
  return ({ payment, at }) => ({ course: applyNotRefunded(payment.course, refundId, at) });
}

function keyOf({ id, reference }: Transaction) {
  return { transactionId: id, reference };
}

function referenceOf({ course }: StartedPayment, transactionId: string | null): string | null {
  return course.transactions.find(({ id }) => id === transactionId)?.reference ?? null;
}
