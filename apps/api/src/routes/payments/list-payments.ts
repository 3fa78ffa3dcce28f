import { PageQuery, PaymentPageWire } from '@shared-payments/contract';
import { listPayments } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const listPaymentsRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/payments',
  operationId: 'listPayments',
  summary: 'Payments, newest first',
  tag: 'payments',
  access: { group: 'see' },
  rate: 'read',
  caching: 'group',
  schemas: { params: GroupParams, query: PageQuery, answer: PaymentPageWire },
  handle: async ({ services, context, params, query }) => ({
    body: await listPayments(services, context, params.groupId, { limit: 50, ...query }),
  }),
});
