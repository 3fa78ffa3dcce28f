import { InvitationPreviewWire } from '@shared-payments/contract';
import { previewInvitation } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { TokenParams } from '../params.ts';

export const previewInvitationRoute = defineRoute({
  method: 'GET',
  url: '/v1/invitations/:token',
  operationId: 'previewInvitation',
  summary: 'What a link leads to, before joining',
  tag: 'invitations',
  access: 'public',
  rate: 'auth',
  schemas: { params: TokenParams, answer: InvitationPreviewWire },
  handle: async ({ services, params }) => ({ body: await previewInvitation(services, params.token) }),
});
