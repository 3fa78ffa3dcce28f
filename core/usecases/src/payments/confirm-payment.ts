import { AppError, advance, type Movement } from '@shared-payments/domain';
import { requireVersion } from '../command/writes.ts';
import { openGroup, requireRight } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { changePayment } from './change-payment.ts';
import type { StartedPayment } from './payment.ts';

/**
 * The receiver says that cash or a bank transfer has arrived, in whole or (`amountMinor`) in part: that is what posts it. For a
 * receiver without an account the primary payer says it.
 * Errors: `not_found`, `forbidden`, `precondition_required`, `conflict`, `state_not_allowed`, `invalid_input` for more than was asked.
 */
export async function confirmPayment(
  services: Services,
  context: RequestContext,
  groupId: string,
  paymentId: string,
  input: { readonly amountMinor?: number },
): Promise<StartedPayment> {
  const command = { groupId, paymentId, verb: 'payments/confirm-payment', input };
  return changePayment(services, context, command, async ({ reader, payment, at }) => {
    const { group, member } = await openGroup(reader, context, groupId, 'take-part');
    const receiver = group.members.find(({ id }) => id === payment.to);
    if (receiver?.userId === null) requireRight(member, 'run');
    else if (member.id !== payment.to)
      throw new AppError('forbidden', 'Only the receiver can say that the money has arrived.', { needs: 'receiver' });
    requireVersion(context, payment);
    const { course } = payment;
    if (payment.method === 'card')
      throw new AppError('state_not_allowed', 'The gateway confirms card payments.', { state: payment.state });
    const amountMinor = input.amountMinor ?? course.requestedMinor;
    if (amountMinor > course.requestedMinor)
      throw new AppError('invalid_input', 'This is more than was asked for: record the rest as a payment of its own.');
    const cause = { at, by: member.id, reason: null };
    const transitions = advance(advance(course.transitions, 'processing', cause), 'posted', cause);
    const moved: Movement = { kind: 'capture', id: payment.id, amountMinor };
    return { course: { ...course, transitions, capturedMinor: amountMinor }, movements: [moved] };
  });
}
