import { AcceptInvitationBody, JoinedWire } from '@shared-payments/contract';
import { acceptInvitation } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';

export const acceptInvitationRoute = defineRoute({
  method: 'POST',
  url: '/v1/invitations/accept',
  operationId: 'acceptInvitation',
  summary: 'Join the group a link leads to',
  tag: 'invitations',
  access: 'signed-in',
  rate: 'write',
  schemas: { body: AcceptInvitationBody, answer: JoinedWire },
  handle: async ({ services, context, body }) => ({ body: await acceptInvitation(services, context, body) }),
});
