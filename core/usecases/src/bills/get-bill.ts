import { AppError } from '@shared-payments/domain';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import type { Reader } from '../ports/store.ts';
import { type Bill, bills } from './bill.ts';

/** Errors: `not_found`. */
export async function getBill(
  services: Services,
  context: RequestContext,
  groupId: string,
  billId: string,
): Promise<Bill> {
  await openGroup(services.store, context, groupId, 'see');
  return billOf(services.store, groupId, billId);
}

/** Errors: `not_found`. */
export async function billOf(reader: Pick<Reader, 'get'>, groupId: string, billId: string): Promise<Bill> {
  const bill = await reader.get(bills, groupPartition(groupId), billId);
  if (!bill) throw new AppError('not_found', 'There is no such bill in this group.');
  return bill;
}
