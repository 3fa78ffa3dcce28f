import { BillPageWire, BillQuery } from '@shared-payments/contract';
import { listBills } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const listBillsRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/bills',
  operationId: 'listBills',
  summary: 'Bills, newest first, searched and filtered',
  tag: 'bills',
  access: { group: 'see' },
  rate: 'read',
  caching: 'group',
  schemas: { params: GroupParams, query: BillQuery, answer: BillPageWire },
  handle: async ({ services, context, params, query }) => ({
    body: await listBills(services, context, params.groupId, { limit: 50, ...query }),
  }),
});
