import { ExplainQuery, ExplanationWire } from '@shared-payments/contract';
import { explainBalance } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { MemberParams } from '../params.ts';

export const explainBalanceRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/members/:memberId/why',
  operationId: 'explainBalance',
  summary: 'Why do I owe this? Every line behind a balance',
  tag: 'balances',
  access: { group: 'see' },
  rate: 'read',
  caching: 'group',
  schemas: { params: MemberParams, query: ExplainQuery, answer: ExplanationWire },
  handle: async ({ services, context, params, query }) => ({
    body: await explainBalance(services, context, params.groupId, params.memberId, { limit: 50, ...query }),
  }),
});
