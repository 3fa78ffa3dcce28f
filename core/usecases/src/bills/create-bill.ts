import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import { openLedger } from '../ledger/group-ledger.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { type Bill, bills } from './bill.ts';
import { type BillInput, billFacts } from './draft-bill.ts';
import { postBill, previewShares } from './post-bill.ts';

export interface CreateBillInput extends BillInput {
  /** A draft is shown and counts for nothing until it is approved. */
  readonly isDraft?: boolean;
}

/** Errors: `not_found`, `forbidden`, `state_not_allowed`, and those of `billFacts` and the split. */
export async function createBill(
  services: Services,
  context: RequestContext,
  groupId: string,
  input: CreateBillInput,
): Promise<Bill> {
  const request = { partition: groupPartition(groupId), verb: 'bills/create-bill', input };
  return runCommand(services, context, request, async (reader, at) => {
    const { group, member } = await openGroup(reader, context, groupId, 'take-part');
    const facts = billFacts(group, input);
    const ledger = await openLedger(reader, groupId);
    const fresh = {
      ...facts,
      id: services.newId(),
      version: 1,
      disputes: [],
      sourceKey: null,
      inferred: [],
      createdBy: member.id,
      createdAt: at,
      updatedAt: at,
    };
    const bill: Bill = input.isDraft
      ? { ...fresh, state: 'draft', shares: previewShares(ledger, facts), entryId: null }
      : await postBill(services, ledger, fresh);
    return { writes: [put(bills, bill), ...ledger.writes()], answer: bill };
  });
}
