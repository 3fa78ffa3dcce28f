import { BalancesWire } from '@shared-payments/contract';
import { getBalances } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const getBalancesRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/balances',
  operationId: 'getBalances',
  summary: 'Who is owed and who owes, by currency',
  tag: 'balances',
  access: { group: 'see' },
  rate: 'read',
  caching: 'group',
  schemas: { params: GroupParams, answer: BalancesWire },
  handle: async ({ services, context, params }) => ({
    body: { currencies: await getBalances(services, context, params.groupId) },
  }),
});
