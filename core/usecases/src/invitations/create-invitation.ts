import { AppError } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import { memberOf } from '../members/update-member.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { type Invitation, invitations, invitationToken } from './invitation.ts';

export interface CreateInvitationInput {
  readonly role?: Invitation['role'];
  /** Hand over this member's place: their bills and balance become the guest's. */
  readonly memberId?: string;
  readonly uses?: number;
  readonly days?: number;
}

export interface InvitationLink extends Invitation {
  readonly token: string;
}

const DEFAULT_DAYS = 14;
const DEFAULT_USES = 20;
const DAY_MS = 86_400_000;

/** Errors: `not_found`, `forbidden`, `state_not_allowed` when the place is taken. */
export async function createInvitation(
  services: Services,
  context: RequestContext,
  groupId: string,
  input: CreateInvitationInput,
): Promise<InvitationLink> {
  const request = { partition: groupPartition(groupId), verb: 'invitations/create-invitation', input };
  const invitation = await runCommand(services, context, request, async (reader, at) => {
    const { group } = await openGroup(reader, context, groupId, 'run');
    const place = input.memberId === undefined ? undefined : memberOf(group, input.memberId);
    if (place && (place.userId !== null || place.leftAt !== null)) {
      throw new AppError('state_not_allowed', 'This place in the group is not free: invite without naming it.');
    }
    const created: Invitation = {
      id: services.newId(),
      version: 1,
      role: input.role ?? 'participant',
      memberId: place?.id ?? null,
      createdAt: at,
      expiresAt: at + (input.days ?? DEFAULT_DAYS) * DAY_MS,
      usesLeft: place ? 1 : (input.uses ?? DEFAULT_USES),
      isRevoked: false,
    };
    return { writes: [put(invitations, created)], answer: created };
  });
  return { ...invitation, token: invitationToken(services, groupId, invitation.id) };
}
