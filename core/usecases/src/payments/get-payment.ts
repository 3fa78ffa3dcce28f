import { AppError, type DueState, dueState, localDateAt, refundableMinor, toWire } from '@shared-payments/domain';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { type Payment, payments } from './payment.ts';
import { rulesOf } from './payment-rules.ts';

export interface PaymentView {
  readonly payment: Payment;
  /** Of one that was only written down, nothing: it is reversed instead. */
  readonly refundableMinor: number;
  readonly due: DueState;
  /** The refunds and chargebacks that were posted, oldest first. */
  readonly givenBack: readonly Payment[];
}

const GIVEN_BACK_MAX = 200;

/** A payment with its transitions, attempts and what was given back. Errors: `not_found`. */
export async function getPayment(
  services: Services,
  context: RequestContext,
  groupId: string,
  paymentId: string,
): Promise<PaymentView> {
  const { store, now } = services;
  const { group } = await openGroup(store, context, groupId, 'see');
  const partition = groupPartition(groupId);
  const payment = await store.get(payments, partition, paymentId);
  if (!payment) throw new AppError('not_found', 'There is no such payment in this group.');
  const back = await store.list(payments, partition, {
    index: 'byOrigin',
    prefix: `${paymentId}|`,
    limit: GIVEN_BACK_MAX,
  });
  const { graceDays } = await rulesOf(store, groupId);
  const isOpen = payment.state === 'pending' || payment.state === 'approved' || payment.state === 'processing';
  const dueOn = isOpen ? (payment.course?.dueOn ?? null) : null;
  return {
    payment,
    refundableMinor: payment.course && payment.state === 'posted' ? toWire(refundableMinor(payment.course)) : 0,
    due: dueState(dueOn, graceDays, localDateAt(now(), group.timeZone)),
    givenBack: back.map(({ document }) => document),
  };
}
