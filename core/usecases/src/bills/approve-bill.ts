import { AppError } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put, requireVersion } from '../command/writes.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import { openLedger } from '../ledger/group-ledger.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { type Bill, bills } from './bill.ts';
import { billOf } from './get-bill.ts';
import { postBill } from './post-bill.ts';

/** From now on the draft counts. Errors: `not_found`, `forbidden`, `precondition_required`, `conflict`, `state_not_allowed`. */
export async function approveBill(
  services: Services,
  context: RequestContext,
  groupId: string,
  billId: string,
): Promise<Bill> {
  const request = { partition: groupPartition(groupId), verb: 'bills/approve-bill', input: { billId } };
  return runCommand(services, context, request, async (reader, at) => {
    await openGroup(reader, context, groupId, 'run');
    const draft = await billOf(reader, groupId, billId);
    requireVersion(context, draft);
    if (draft.state !== 'draft')
      throw new AppError('state_not_allowed', 'Only a draft can be approved.', { state: draft.state });
    const ledger = await openLedger(reader, groupId);
    const bill = await postBill(services, ledger, { ...draft, version: draft.version + 1, updatedAt: at });
    return { writes: [put(bills, bill), ...ledger.writes()], answer: bill };
  });
}
