import { DebtsQuery, DebtsWire } from '@shared-payments/contract';
import { listDebts } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const listDebtsRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/debts',
  operationId: 'listDebts',
  summary: 'Who owes whom, between each two members',
  tag: 'balances',
  access: { group: 'see' },
  rate: 'read',
  caching: 'group',
  schemas: { params: GroupParams, query: DebtsQuery, answer: DebtsWire },
  handle: async ({ services, context, params, query }) => ({
    body: await listDebts(services, context, params.groupId, query),
  }),
});
