import { GroupWire } from '@shared-payments/contract';
import { getGroup } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const getGroupRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId',
  operationId: 'getGroup',
  summary: 'A group and its members',
  tag: 'groups',
  access: { group: 'see' },
  rate: 'read',
  caching: 'group',
  schemas: { params: GroupParams, answer: GroupWire },
  handle: async ({ services, context, params }) => {
    const group = await getGroup(services, context, params.groupId);
    return { body: group, version: group.version };
  },
});
