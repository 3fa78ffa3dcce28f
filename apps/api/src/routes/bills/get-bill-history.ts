import { ActivityListWire } from '@shared-payments/contract';
import { getBillHistory } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { BillParams } from '../params.ts';

export const getBillHistoryRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/bills/:billId/history',
  operationId: 'getBillHistory',
  summary: 'Every version of a bill, newest first',
  tag: 'bills',
  access: { group: 'see' },
  rate: 'read',
  caching: 'group',
  schemas: { params: BillParams, answer: ActivityListWire },
  handle: async ({ services, context, params }) => ({
    body: { activities: await getBillHistory(services, context, params.groupId, params.billId) },
  }),
});
