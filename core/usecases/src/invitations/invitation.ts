import { timingSafeEqual } from 'node:crypto';
import { AppError } from '@shared-payments/domain';
import { type Group, groups, type Role } from '../groups/group.ts';
import { groupPartition } from '../groups/rights.ts';
import type { Services } from '../ports/services.ts';
import type { Reader } from '../ports/store.ts';
import { defineCollection } from '../store/collection.ts';

/** A link that lets whoever has it join. The secret is computed, never stored. */
export interface Invitation {
  readonly id: string;
  readonly version: number;
  readonly role: Exclude<Role, 'primary'>;
  /** The member's place it hands over; null: a new place. */
  readonly memberId: string | null;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly usesLeft: number;
  readonly isRevoked: boolean;
}

export const invitations = defineCollection<Invitation>('invitations', {
  keys: (invitation) => [['byId', invitation.id]],
});

export const INVITATION_USES_MAX = 200;
export const INVITATION_DAYS_MAX = 90;

/** What stands in the link: group, invitation, and a signature that only this server can make. */
export function invitationToken(services: Pick<Services, 'sign'>, groupId: string, invitationId: string): string {
  return `${groupId}.${invitationId}.${services.sign(`invitation ${groupId} ${invitationId}`)}`;
}

const TOKEN = /^([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{1,64})\.([A-Za-z0-9_-]{43})$/;

/** The invitation behind a link. Errors: `not_found` for a link that is wrong, used up, over or revoked (all alike). */
export async function openInvitation(
  services: Pick<Services, 'sign' | 'signedElsewhere' | 'now'>,
  reader: Pick<Reader, 'get'>,
  token: string,
): Promise<{ readonly group: Group; readonly invitation: Invitation }> {
  const { groupId, invitationId } = invitationIn(services, token);
  const invitation = await reader.get(invitations, groupPartition(groupId), invitationId);
  const group = await reader.get(groups, groupPartition(groupId), groupId);
  const isOpen =
    invitation && !invitation.isRevoked && invitation.usesLeft > 0 && invitation.expiresAt > services.now();
  if (!group || !isOpen || group.isArchived) throw gone();
  return { group, invitation };
}

/** Errors: `not_found` when the signature is not ours. */
export function invitationIn(
  { sign, signedElsewhere = [] }: Pick<Services, 'sign' | 'signedElsewhere'>,
  token: string,
) {
  const [, groupId, invitationId, signature] = TOKEN.exec(token) ?? [];
  if (!groupId || !invitationId || !signature) throw gone();
  const given = Buffer.from(signature);
  const isBy = (signer: Services['sign']) =>
    timingSafeEqual(given, Buffer.from(signer(`invitation ${groupId} ${invitationId}`)));
  if (![sign, ...signedElsewhere].some(isBy)) throw gone();
  return { groupId, invitationId };
}

function gone(): AppError {
  return new AppError('not_found', 'This invitation is not valid any more: ask for a new link.');
}
