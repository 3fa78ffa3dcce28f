import { revokeInvitation } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { InvitationParams } from '../params.ts';

export const revokeInvitationRoute = defineRoute({
  method: 'DELETE',
  url: '/v1/groups/:groupId/invitations/:invitationId',
  operationId: 'revokeInvitation',
  summary: 'End a link before its time',
  tag: 'invitations',
  access: { group: 'run' },
  rate: 'write',
  status: 204,
  schemas: { params: InvitationParams },
  handle: async ({ services, context, params }) => {
    await revokeInvitation(services, context, params.groupId, params.invitationId);
    return {};
  },
});
