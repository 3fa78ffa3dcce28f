import { AppError, advance, stateOf } from '@shared-payments/domain';
import { requireVersion } from '../command/writes.ts';
import { openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { beginTransaction } from './begin-transaction.ts';
import { changePayment } from './change-payment.ts';
import type { StartedPayment } from './payment.ts';

/**
 * The primary payer lets a payment go ahead; a card payment is on its way to the gateway with the same commit.
 * Errors: `not_found`, `forbidden`, `precondition_required`, `conflict`, `state_not_allowed`.
 */
export async function approvePayment(
  services: Services,
  context: RequestContext,
  groupId: string,
  paymentId: string,
): Promise<StartedPayment> {
  const command = { groupId, paymentId, verb: 'payments/approve-payment' };
  return changePayment(services, context, command, async ({ reader, payment, at }) => {
    const { member } = await openGroup(reader, context, groupId, 'run');
    requireVersion(context, payment);
    const { course, method } = payment;
    if (stateOf(course.transitions) === 'pending' && course.expiresAt <= at)
      throw new AppError('state_not_allowed', 'This payment has expired: start it anew.', { state: 'expired' });
    const transitions = advance(course.transitions, 'approved', { at, by: member.id, reason: null });
    const approved = { ...payment, course: { ...course, transitions } };
    return { course: method === 'card' ? beginTransaction(approved, at).course : approved.course };
  });
}
