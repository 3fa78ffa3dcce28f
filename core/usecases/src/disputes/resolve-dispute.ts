import { AppError } from '@shared-payments/domain';
import { type Bill, bills } from '../bills/bill.ts';
import { billOf } from '../bills/get-bill.ts';
import { runCommand } from '../command/run-command.ts';
import { put, requireVersion } from '../command/writes.ts';
import { groupPartition, openGroup, requireRight } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';

export interface ResolveDisputeInput {
  readonly state: 'accepted' | 'rejected';
  readonly resolution: string;
}

/**
 * The primary payer decides; whoever opened it may withdraw it ('rejected'). Accepting changes no share by itself: correct or
 * reverse the bill. Errors: `not_found`, `forbidden`, `precondition_required`, `conflict`, `state_not_allowed`.
 */
export async function resolveDispute(
  services: Services,
  context: RequestContext,
  groupId: string,
  billId: string,
  disputeId: string,
  input: ResolveDisputeInput,
): Promise<Bill> {
  const request = {
    partition: groupPartition(groupId),
    verb: 'disputes/resolve-dispute',
    input: { billId, disputeId, ...input },
  };
  return runCommand(services, context, request, async (reader, at) => {
    const { member } = await openGroup(reader, context, groupId, 'take-part');
    const bill = await billOf(reader, groupId, billId);
    requireVersion(context, bill);
    const dispute = bill.disputes.find((one) => one.id === disputeId);
    if (!dispute) throw new AppError('not_found', 'There is no such dispute on this bill.');
    if (dispute.memberId !== member.id || input.state === 'accepted') requireRight(member, 'run');
    if (dispute.state !== 'open') throw new AppError('state_not_allowed', 'This dispute is resolved already.');
    const resolved = bill.disputes.map((one) =>
      one.id === disputeId ? { ...one, state: input.state, resolution: input.resolution } : one,
    );
    const updated: Bill = { ...bill, disputes: resolved, version: bill.version + 1, updatedAt: at };
    return { writes: [put(bills, updated)], answer: updated };
  });
}
