import { AppError } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put, requireVersion } from '../command/writes.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import { openLedger } from '../ledger/group-ledger.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { type Bill, bills } from './bill.ts';
import { billOf } from './get-bill.ts';
import { unpostBill } from './post-bill.ts';

/** Takes a bill out of the balances; it stays to be seen. Errors: as `updateBill`. */
export async function reverseBill(
  services: Services,
  context: RequestContext,
  groupId: string,
  billId: string,
): Promise<Bill> {
  const request = { partition: groupPartition(groupId), verb: 'bills/reverse-bill', input: { billId } };
  return runCommand(services, context, request, async (reader, at) => {
    await openGroup(reader, context, groupId, 'take-part');
    const current = await billOf(reader, groupId, billId);
    requireVersion(context, current);
    if (current.state === 'reversed') throw new AppError('state_not_allowed', 'This bill was reversed already.');
    const ledger = await openLedger(reader, groupId);
    await unpostBill(services, reader, ledger, groupId, current);
    const bill: Bill = { ...current, state: 'reversed', entryId: null, version: current.version + 1, updatedAt: at };
    return { writes: [put(bills, bill), ...ledger.writes()], answer: bill };
  });
}
