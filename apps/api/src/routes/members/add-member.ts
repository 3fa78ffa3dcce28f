import { AddMemberBody, MemberWire } from '@shared-payments/contract';
import { addMember } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const addMemberRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/members',
  operationId: 'addMember',
  summary: 'Name somebody who shares and has no account yet',
  tag: 'members',
  access: { group: 'run' },
  rate: 'write',
  status: 201,
  schemas: { params: GroupParams, body: AddMemberBody, answer: MemberWire },
  handle: async ({ services, context, params, body }) => {
    const member = await addMember(services, context, params.groupId, body);
    return { body: member, version: member.version };
  },
});
