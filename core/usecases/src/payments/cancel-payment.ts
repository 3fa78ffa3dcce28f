import { AppError, advance, stateOf } from '@shared-payments/domain';
import { requireVersion } from '../command/writes.ts';
import { openGroup, requireRight } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { changePayment } from './change-payment.ts';
import type { StartedPayment } from './payment.ts';

/**
 * Whoever started a payment, or the primary payer, calls it off. One that waits for the payer's bank is voided once the gateway
 * has ended it. Errors: `not_found`, `forbidden`, `precondition_required`, `conflict`, `state_not_allowed`.
 */
export async function cancelPayment(
  services: Services,
  context: RequestContext,
  groupId: string,
  paymentId: string,
): Promise<StartedPayment> {
  const command = { groupId, paymentId, verb: 'payments/cancel-payment' };
  return changePayment(services, context, command, async ({ reader, payment, at }) => {
    const { member } = await openGroup(reader, context, groupId, 'take-part');
    if (payment.createdBy !== member.id) requireRight(member, 'run');
    requireVersion(context, payment);
    const { course } = payment;
    const newest = course.transactions.at(-1);
    if (stateOf(course.transitions) !== 'processing')
      return { course: { ...course, transitions: advance(course.transitions, 'voided', cause(member.id, at)) } };
    if (course.retryAt !== null)
      return {
        course: { ...course, retryAt: null, transitions: advance(course.transitions, 'voided', cause(member.id, at)) },
      };
    if (newest?.state !== 'needs-action')
      throw new AppError('state_not_allowed', 'The gateway is charging: wait for its answer, then refund.', {
        state: 'processing',
      });
    const transactions = course.transactions.map((one) => (one.id === newest.id ? { ...one, nextCallAt: at } : one));
    return { course: { ...course, closing: 'voided', transactions } };
  });
}

const cause = (by: string, at: number) => ({ at, by, reason: 'cancelled' });
