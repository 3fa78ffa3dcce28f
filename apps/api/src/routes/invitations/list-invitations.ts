import { InvitationListWire } from '@shared-payments/contract';
import { listInvitations } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const listInvitationsRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/invitations',
  operationId: 'listInvitations',
  summary: 'The links that still work',
  tag: 'invitations',
  access: { group: 'run' },
  rate: 'read',
  schemas: { params: GroupParams, answer: InvitationListWire },
  handle: async ({ services, context, params }) => ({
    body: { invitations: await listInvitations(services, context, params.groupId) },
  }),
});
