import { MemberWire, UpdateMemberBody } from '@shared-payments/contract';
import { updateMember } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { MemberParams } from '../params.ts';

export const updateMemberRoute = defineRoute({
  method: 'PATCH',
  url: '/v1/groups/:groupId/members/:memberId',
  operationId: 'updateMember',
  summary: 'Rename, give another role or weight',
  tag: 'members',
  access: { group: 'see' },
  rate: 'write',
  needsVersion: true,
  schemas: { params: MemberParams, body: UpdateMemberBody, answer: MemberWire },
  handle: async ({ services, context, params, body }) => {
    const { version: _checkedByContext, ...input } = body;
    const member = await updateMember(services, context, params.groupId, params.memberId, input);
    return { body: member, version: member.version };
  },
});
