import { MemberWire, RemoveMemberBody } from '@shared-payments/contract';
import { removeMember } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { MemberParams } from '../params.ts';

export const removeMemberRoute = defineRoute({
  method: 'DELETE',
  url: '/v1/groups/:groupId/members/:memberId',
  operationId: 'removeMember',
  summary: 'Leave the group, or remove somebody; the past stays',
  tag: 'members',
  access: { group: 'see' },
  rate: 'write',
  needsVersion: true,
  schemas: { params: MemberParams, body: RemoveMemberBody, answer: MemberWire },
  handle: async ({ services, context, params, body }) => {
    const { version: _checkedByContext, ...input } = body ?? {};
    const member = await removeMember(services, context, params.groupId, params.memberId, input);
    return { body: member, version: member.version };
  },
});
