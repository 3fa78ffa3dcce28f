import { CreateGroupBody, GroupWire } from '@shared-payments/contract';
import { createGroup } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';

export const createGroupRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups',
  operationId: 'createGroup',
  summary: 'Start a group; you become its primary payer',
  tag: 'groups',
  access: 'signed-in',
  rate: 'write',
  status: 201,
  schemas: { body: CreateGroupBody, answer: GroupWire },
  handle: async ({ services, context, body }) => {
    const group = await createGroup(services, context, body);
    return { body: group, version: group.version };
  },
});
