import { GroupWire, UpdateGroupBody } from '@shared-payments/contract';
import { updateGroup } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const updateGroupRoute = defineRoute({
  method: 'PATCH',
  url: '/v1/groups/:groupId',
  operationId: 'updateGroup',
  summary: 'Rename, move to another time zone, archive',
  tag: 'groups',
  access: { group: 'run' },
  rate: 'write',
  needsVersion: true,
  schemas: { params: GroupParams, body: UpdateGroupBody, answer: GroupWire },
  handle: async ({ services, context, params, body }) => {
    const { version: _checkedByContext, ...input } = body;
    const group = await updateGroup(services, context, params.groupId, input);
    return { body: group, version: group.version };
  },
});
