import { AppError } from '@shared-payments/domain';
import { type Bill, bills, type Dispute } from '../bills/bill.ts';
import { billOf } from '../bills/get-bill.ts';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';

export interface OpenDisputeInput {
  readonly reason: string;
  /** The item in question, counted from 0; left out for the whole bill. */
  readonly itemIndex?: number;
}

const DISPUTES_MAX = 50;

/** Contests a bill or one of its items; the bill counts on until it is resolved. Errors: `not_found`, `forbidden`, `invalid_input`, `state_not_allowed`. */
export async function openDispute(
  services: Services,
  context: RequestContext,
  groupId: string,
  billId: string,
  input: OpenDisputeInput,
): Promise<Bill> {
  const request = { partition: groupPartition(groupId), verb: 'disputes/open-dispute', input: { billId, ...input } };
  return runCommand(services, context, request, async (reader, at) => {
    const { member } = await openGroup(reader, context, groupId, 'take-part');
    const bill = await billOf(reader, groupId, billId);
    if (bill.state === 'reversed')
      throw new AppError('state_not_allowed', 'This bill was reversed: there is nothing to contest.');
    const itemCount = bill.split.method === 'itemised' ? bill.split.items.length : 0;
    if (input.itemIndex !== undefined && input.itemIndex >= itemCount) {
      throw new AppError('invalid_input', 'The bill has no such item: leave `itemIndex` out to contest all of it.', {
        itemCount,
      });
    }
    if (bill.disputes.length >= DISPUTES_MAX)
      throw new AppError('too_large', `A bill has at most ${DISPUTES_MAX} disputes.`);
    const dispute: Dispute = {
      id: services.newId(),
      memberId: member.id,
      itemIndex: input.itemIndex ?? null,
      reason: input.reason,
      at,
      state: 'open',
      resolution: null,
    };
    const contested: Bill = {
      ...bill,
      disputes: [...bill.disputes, dispute],
      version: bill.version + 1,
      updatedAt: at,
    };
    return { writes: [put(bills, contested)], answer: contested };
  });
}
