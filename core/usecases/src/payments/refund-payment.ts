import {
  AppError,
  callDelayMs,
  capturedTransaction,
  fromWire,
  type Movement,
  type Refund,
  refundableMinor,
} from '@shared-payments/domain';
import { openGroup, requireRight } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { changePayment } from './change-payment.ts';
import type { StartedPayment } from './payment.ts';

export interface RefundPaymentInput {
  /** Left out: everything that can still be given back. */
  readonly amountMinor?: number;
  readonly reason?: string | null;
}

/** Refunds of one payment; beyond them a new payment the other way is clearer. */
export const REFUNDS_MAX = 100;

/**
 * Gives a payment back, in whole or in part, never more than was captured. A card's goes to the gateway; of cash and bank
 * transfers whoever got the money back says so. The primary payer may do either.
 * Errors: `not_found`, `forbidden`, `state_not_allowed` (with `refundableMinor`), `too_large` after 100 refunds.
 */
export async function refundPayment(
  services: Services,
  context: RequestContext,
  groupId: string,
  paymentId: string,
  input: RefundPaymentInput,
): Promise<StartedPayment> {
  const command = { groupId, paymentId, verb: 'payments/refund-payment', input };
  return changePayment(services, context, command, async ({ reader, payment, at }) => {
    const { member } = await openGroup(reader, context, groupId, 'take-part');
    const { course, method } = payment;
    if (member.id !== (method === 'card' ? payment.to : payment.from)) requireRight(member, 'run');
    const amountMinor = amountOf(payment, input);
    if (course.refunds.length >= REFUNDS_MAX)
      throw new AppError('too_large', `A payment has at most ${REFUNDS_MAX} refunds: record a payment the other way.`);
    const isCard = method === 'card';
    const refund: Refund = {
      id: services.newId(),
      transactionId: capturedTransaction(course)?.id ?? null,
      amountMinor,
      state: isCard ? 'requested' : 'succeeded',
      isStray: false,
      reason: input.reason ?? null,
      requestedBy: member.id,
      requestedAt: at,
      callCount: isCard ? 1 : 0,
      nextCallAt: isCard ? at + callDelayMs(1) : null,
      reference: null,
    };
    const moved: Movement = { kind: 'refund', id: refund.id, amountMinor };
    return { course: { ...course, refunds: [...course.refunds, refund] }, movements: isCard ? [] : [moved] };
  });
}

function amountOf({ course, state }: StartedPayment, input: RefundPaymentInput): number {
  const left = refundableMinor(course);
  const amountMinor = input.amountMinor ?? Number(left);
  if (state === 'posted' && amountMinor > 0 && fromWire(amountMinor) <= left) return amountMinor;
  throw new AppError('state_not_allowed', 'This is more than can be given back of the payment.', {
    state,
    refundableMinor: Number(left),
  });
}
