import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { KEY_RANGE_LIMIT_MAX } from '../ports/store.ts';
import type { InvitationLink } from './create-invitation.ts';
import { invitations, invitationToken } from './invitation.ts';

/** The links that still work, newest first. Errors: `not_found`, `forbidden`. */
export async function listInvitations(
  services: Services,
  context: RequestContext,
  groupId: string,
): Promise<readonly InvitationLink[]> {
  await openGroup(services.store, context, groupId, 'run');
  const range = { index: 'byId', limit: KEY_RANGE_LIMIT_MAX, isDescending: true };
  const found = await services.store.list(invitations, groupPartition(groupId), range);
  const now = services.now();
  return found
    .map(({ document }) => document)
    .filter(({ isRevoked, usesLeft, expiresAt }) => !isRevoked && usesLeft > 0 && expiresAt > now)
    .map((invitation) => ({ ...invitation, token: invitationToken(services, groupId, invitation.id) }));
}
