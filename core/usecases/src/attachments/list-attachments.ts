import { billOf } from '../bills/get-bill.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { ATTACHMENTS_PER_BILL_MAX, type Attachment, attachments } from './attachment.ts';

/** Errors: `not_found`. */
export async function listAttachments(
  services: Services,
  context: RequestContext,
  groupId: string,
  billId: string,
): Promise<readonly Attachment[]> {
  await openGroup(services.store, context, groupId, 'see');
  await billOf(services.store, groupId, billId);
  const range = { index: 'byBill', prefix: `${billId}|`, limit: ATTACHMENTS_PER_BILL_MAX };
  return (await services.store.list(attachments, groupPartition(groupId), range)).map(({ document }) => document);
}
