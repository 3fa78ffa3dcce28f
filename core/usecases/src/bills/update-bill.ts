import { AppError } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put, requireVersion } from '../command/writes.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import { openLedger } from '../ledger/group-ledger.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { type Bill, bills } from './bill.ts';
import { type BillInput, billFacts } from './draft-bill.ts';
import { billOf } from './get-bill.ts';
import { postBill, previewShares, unpostBill } from './post-bill.ts';

/**
 * Replaces the facts of a bill. An approved bill is reversed in the ledger and posted again; what was keeps standing there.
 * Errors: `not_found`, `forbidden`, `precondition_required`, `conflict`, `state_not_allowed` for a reversed bill, and those of `billFacts`.
 */
export async function updateBill(
  services: Services,
  context: RequestContext,
  groupId: string,
  billId: string,
  input: BillInput,
): Promise<Bill> {
  const request = { partition: groupPartition(groupId), verb: 'bills/update-bill', input: { billId, ...input } };
  return runCommand(services, context, request, async (reader, at) => {
    const { group } = await openGroup(reader, context, groupId, 'take-part');
    const current = await billOf(reader, groupId, billId);
    requireVersion(context, current);
    if (current.state === 'reversed') {
      throw new AppError('state_not_allowed', 'This bill was reversed: write a new one instead.');
    }
    const facts = billFacts(group, input);
    const ledger = await openLedger(reader, groupId);
    const changed = { ...current, ...facts, version: current.version + 1, updatedAt: at };
    await unpostBill(services, reader, ledger, groupId, current);
    const bill: Bill =
      current.state === 'draft'
        ? { ...changed, shares: previewShares(ledger, facts) }
        : await postBill(services, ledger, changed);
    return { writes: [put(bills, bill), ...ledger.writes()], answer: bill };
  });
}
