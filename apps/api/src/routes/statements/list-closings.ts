import { ClosingPageWire, PageQuery } from '@shared-payments/contract';
import { listClosings } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const listClosingsRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/closings',
  operationId: 'listClosings',
  summary: 'Closed months, newest first',
  tag: 'statements',
  access: { group: 'see' },
  rate: 'read',
  caching: 'group',
  schemas: { params: GroupParams, query: PageQuery, answer: ClosingPageWire },
  handle: async ({ services, context, params, query }) => ({
    body: await listClosings(services, context, params.groupId, { ...query, limit: query.limit ?? 50 }),
  }),
});
