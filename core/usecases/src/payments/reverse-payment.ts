import { AppError } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put, requireVersion } from '../command/writes.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import { entries } from '../ledger/collections.ts';
import { openLedger } from '../ledger/group-ledger.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { type Payment, payments } from './payment.ts';

/** Takes a payment back that was recorded by mistake. Errors: `not_found`, `forbidden`, `precondition_required`, `conflict`, `state_not_allowed`. */
export async function reversePayment(
  services: Services,
  context: RequestContext,
  groupId: string,
  paymentId: string,
): Promise<Payment> {
  const partition = groupPartition(groupId);
  const request = { partition, verb: 'payments/reverse-payment', input: { paymentId } };
  return runCommand(services, context, request, async (reader, at) => {
    await openGroup(reader, context, groupId, 'take-part');
    const current = await reader.get(payments, partition, paymentId);
    if (!current) throw new AppError('not_found', 'There is no such payment in this group.');
    requireVersion(context, current);
    if (current.course || current.origin)
      throw new AppError('state_not_allowed', 'This payment was settled: refund it instead.', { state: current.state });
    const entry = current.entryId === null ? undefined : await reader.get(entries, partition, current.entryId);
    if (current.state === 'reversed' || !entry)
      throw new AppError('state_not_allowed', 'This payment was reversed already.');
    const ledger = await openLedger(reader, groupId);
    await ledger.reverse(services.newId(), entry, 0);
    const payment: Payment = {
      ...current,
      state: 'reversed',
      entryId: null,
      version: current.version + 1,
      updatedAt: at,
    };
    return { writes: [put(payments, payment), ...ledger.writes()], answer: payment };
  });
}
