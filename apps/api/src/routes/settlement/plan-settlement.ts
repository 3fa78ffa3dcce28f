import { SettlementQuery, SettlementWire } from '@shared-payments/contract';
import { planSettlement } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const planSettlementRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/settlement',
  operationId: 'planSettlement',
  summary: 'The fewest payments that settle everything',
  tag: 'settlement',
  access: { group: 'see' },
  rate: 'read',
  caching: 'group',
  schemas: { params: GroupParams, query: SettlementQuery, answer: SettlementWire },
  handle: async ({ services, context, params, query }) => ({
    body: await planSettlement(services, context, params.groupId, query),
  }),
});
