import { openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { type Attachment, attachmentOf, fileKey } from './attachment.ts';

/** Errors: `not_found`. */
export async function readAttachment(
  services: Services,
  context: RequestContext,
  groupId: string,
  attachmentId: string,
): Promise<{ readonly attachment: Attachment; readonly bytes: Uint8Array }> {
  await openGroup(services.store, context, groupId, 'see');
  const attachment = await attachmentOf(services.store, groupId, attachmentId);
  return { attachment, bytes: await services.files.read(fileKey(groupId, attachment.digest)) };
}
