import { billOf } from '../bills/get-bill.ts';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { type Comment, comments } from './comment.ts';

/** Errors: `not_found`, `forbidden`. */
export async function addComment(
  services: Services,
  context: RequestContext,
  groupId: string,
  billId: string,
  input: { readonly text: string },
): Promise<Comment> {
  const request = { partition: groupPartition(groupId), verb: 'comments/add-comment', input: { billId, ...input } };
  return runCommand(services, context, request, async (reader, at) => {
    const { member } = await openGroup(reader, context, groupId, 'take-part');
    await billOf(reader, groupId, billId);
    const comment: Comment = {
      id: services.newId(),
      version: 1,
      billId,
      memberId: member.id,
      text: input.text,
      createdAt: at,
    };
    return { writes: [put(comments, comment)], answer: comment };
  });
}
