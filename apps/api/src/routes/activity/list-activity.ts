import { ActivityPageWire, PageQuery } from '@shared-payments/contract';
import { listActivity } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams, seqOfCursor } from '../params.ts';

export const listActivityRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/activity',
  operationId: 'listActivity',
  summary: 'What happened in the group, newest first, with before and after',
  tag: 'activity',
  access: { group: 'see' },
  rate: 'read',
  caching: 'group',
  schemas: { params: GroupParams, query: PageQuery, answer: ActivityPageWire },
  handle: async ({ services, context, params, query }) => ({
    body: await listActivity(services, context, params.groupId, {
      limit: query.limit ?? 50,
      ...(query.cursor === undefined ? {} : { before: seqOfCursor(query.cursor) }),
    }),
  }),
});
