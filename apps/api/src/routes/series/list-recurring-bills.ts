import { PageQuery, RecurringBillPageWire } from '@shared-payments/contract';
import { listRecurringBills } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const listRecurringBillsRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/recurring-bills',
  operationId: 'listRecurringBills',
  summary: 'Bills that come again',
  tag: 'recurring bills',
  access: { group: 'see' },
  rate: 'read',
  caching: 'group',
  schemas: { params: GroupParams, query: PageQuery, answer: RecurringBillPageWire },
  handle: async ({ services, context, params, query }) => ({
    body: await listRecurringBills(services, context, params.groupId, { limit: 50, ...query }),
  }),
});
