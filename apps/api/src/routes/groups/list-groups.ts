import { GroupPageWire, PageQuery } from '@shared-payments/contract';
import { listGroups } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';

export const listGroupsRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups',
  operationId: 'listGroups',
  summary: 'The groups you are in',
  tag: 'groups',
  access: 'signed-in',
  rate: 'read',
  schemas: { query: PageQuery, answer: GroupPageWire },
  handle: async ({ services, context, query }) => ({
    body: await listGroups(services, context, { limit: 50, ...query }),
  }),
});
