import { AppError } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { invitations } from './invitation.ts';

/** Revoking twice is no error: the link does not work either way. Errors: `not_found`, `forbidden`. */
export async function revokeInvitation(
  services: Services,
  context: RequestContext,
  groupId: string,
  invitationId: string,
): Promise<void> {
  const partition = groupPartition(groupId);
  const request = { partition, verb: 'invitations/revoke-invitation', input: { invitationId } };
  await runCommand(services, context, request, async (reader) => {
    await openGroup(reader, context, groupId, 'run');
    const invitation = await reader.get(invitations, partition, invitationId);
    if (!invitation) throw new AppError('not_found', 'There is no such invitation.');
    const writes = invitation.isRevoked
      ? []
      : [put(invitations, { ...invitation, isRevoked: true, version: invitation.version + 1 })];
    return { writes, answer: null };
  });
}
