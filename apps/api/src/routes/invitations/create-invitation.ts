import { CreateInvitationBody, InvitationWire } from '@shared-payments/contract';
import { createInvitation } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const createInvitationRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/invitations',
  operationId: 'createInvitation',
  summary: 'Make a link that lets people join',
  tag: 'invitations',
  access: { group: 'run' },
  rate: 'write',
  status: 201,
  schemas: { params: GroupParams, body: CreateInvitationBody, answer: InvitationWire },
  handle: async ({ services, context, params, body }) => {
    const invitation = await createInvitation(services, context, params.groupId, body);
    return { body: invitation, version: invitation.version };
  },
});
