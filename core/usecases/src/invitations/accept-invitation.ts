import { AppError } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { type Group, groups, type Member } from '../groups/group.ts';
import { groupPartition, memberOfUser } from '../groups/rights.ts';
import { withMember } from '../members/add-member.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { type Invitation, invitationIn, invitations, openInvitation } from './invitation.ts';

export interface AcceptInvitationInput {
  readonly token: string;
  /** The name in this group; the place's own name when it is handed over and none is given. */
  readonly name?: string;
}

export interface Joined {
  readonly group: Group;
  readonly memberId: string;
}

/** Whoever is in the group already just gets it back. Errors: `not_found`, `conflict` for a name in use, `invalid_input` without a name. */
export async function acceptInvitation(
  services: Services,
  context: RequestContext,
  input: AcceptInvitationInput,
): Promise<Joined> {
  const { groupId } = invitationIn(services, input.token);
  // The token is a secret: what is kept of the request must not contain it.
  const request = {
    partition: groupPartition(groupId),
    verb: 'invitations/accept-invitation',
    input: { name: input.name },
  };
  return runCommand(services, context, request, async (reader, at) => {
    const { group, invitation } = await openInvitation(services, reader, input.token);
    const already = memberOfUser(group, context.userId);
    if (already) return { writes: [], answer: { group, memberId: already.id } };
    const member = memberFor(services, context, group, invitation, input.name, at);
    const joined = withMember(group, member);
    const used = { ...invitation, usesLeft: invitation.usesLeft - 1, version: invitation.version + 1 };
    return { writes: [put(groups, joined), put(invitations, used)], answer: { group: joined, memberId: member.id } };
  });
}

function memberFor(
  services: Services,
  context: RequestContext,
  group: Group,
  invitation: Invitation,
  name: string | undefined,
  at: number,
): Member {
  // Who left and comes back by a new link takes up their own place, history and balance included.
  const place =
    group.members.find((member) => member.id === invitation.memberId) ??
    group.members.find((member) => member.userId === context.userId);
  if (place && place.userId !== null && place.userId !== context.userId) {
    throw new AppError('not_found', 'This invitation is not valid any more: ask for a new link.');
  }
  const chosen = name ?? place?.name;
  if (chosen === undefined) throw new AppError('invalid_input', 'Say which name you want to have in this group.');
  if (place) {
    return {
      ...place,
      name: chosen,
      role: invitation.role,
      userId: context.userId,
      leftAt: null,
      version: place.version + 1,
    };
  }
  const base = { id: services.newId(), userId: context.userId, weight: 1, joinedAt: at, leftAt: null, version: 1 };
  return { ...base, name: chosen, role: invitation.role };
}
