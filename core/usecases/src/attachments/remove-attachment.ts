import { runCommand } from '../command/run-command.ts';
import { remove } from '../command/writes.ts';
import { groupPartition, openGroup, requireRight } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { attachmentOf, attachments } from './attachment.ts';

/** Whoever added it, or the primary payer. The bytes go with the next cleanup. Errors: `not_found`, `forbidden`. */
export async function removeAttachment(
  services: Services,
  context: RequestContext,
  groupId: string,
  attachmentId: string,
): Promise<void> {
  const request = {
    partition: groupPartition(groupId),
    verb: 'attachments/remove-attachment',
    input: { attachmentId },
  };
  await runCommand(services, context, request, async (reader) => {
    const { member } = await openGroup(reader, context, groupId, 'take-part');
    const attachment = await attachmentOf(reader, groupId, attachmentId);
    if (attachment.createdBy !== member.id) requireRight(member, 'run');
    return { writes: [remove(attachments, attachment)], answer: null };
  });
}
