import { listActivityRoute } from '../activity/list-activity.ts';
import { acceptInvitationRoute } from '../invitations/accept-invitation.ts';
import { createInvitationRoute } from '../invitations/create-invitation.ts';
import { listInvitationsRoute } from '../invitations/list-invitations.ts';
import { previewInvitationRoute } from '../invitations/preview-invitation.ts';
import { revokeInvitationRoute } from '../invitations/revoke-invitation.ts';
import { addMemberRoute } from '../members/add-member.ts';
import { removeMemberRoute } from '../members/remove-member.ts';
import { updateMemberRoute } from '../members/update-member.ts';
import { createGroupRoute } from './create-group.ts';
import { getGroupRoute } from './get-group.ts';
import { listGroupsRoute } from './list-groups.ts';
import { updateGroupRoute } from './update-group.ts';

export const groupRoutes = [
  createGroupRoute,
  listGroupsRoute,
  getGroupRoute,
  updateGroupRoute,
  addMemberRoute,
  updateMemberRoute,
  removeMemberRoute,
  createInvitationRoute,
  listInvitationsRoute,
  revokeInvitationRoute,
  previewInvitationRoute,
  acceptInvitationRoute,
  listActivityRoute,
];
