import type { Activity } from '../activity/activity.ts';
import { historyOf } from '../activity/history-of.ts';
import { openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { bills } from './bill.ts';
import { billOf } from './get-bill.ts';

/** Every version of a bill with who changed it, newest first. Errors: `not_found`. */
export async function getBillHistory(
  services: Services,
  context: RequestContext,
  groupId: string,
  billId: string,
): Promise<readonly Activity[]> {
  await openGroup(services.store, context, groupId, 'see');
  await billOf(services.store, groupId, billId);
  return historyOf(services, groupId, bills, billId);
}
