import type { Services } from '../ports/services.ts';
import { openInvitation } from './invitation.ts';

/** What whoever has the link may see before joining: no balance, no bill, only first impressions. */
export interface InvitationPreview {
  readonly groupName: string;
  readonly currency: string;
  readonly memberCount: number;
  readonly role: string;
  /** The name of the place that is handed over. */
  readonly memberName: string | null;
  readonly expiresAt: number;
}

/** Errors: `not_found`. */
export async function previewInvitation(services: Services, token: string): Promise<InvitationPreview> {
  const { group, invitation } = await openInvitation(services, services.store, token);
  const place = group.members.find((member) => member.id === invitation.memberId);
  return {
    groupName: group.name,
    currency: group.currency,
    memberCount: group.members.filter((member) => member.leftAt === null).length,
    role: invitation.role,
    memberName: place?.name ?? null,
    expiresAt: invitation.expiresAt,
  };
}
