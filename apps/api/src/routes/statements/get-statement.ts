import { StatementWire } from '@shared-payments/contract';
import { getStatement } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { StatementParams } from '../params.ts';

export const getStatementRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/members/:memberId/statements/:month',
  operationId: 'getStatement',
  summary: 'A month of one member, from opening to closing balance',
  tag: 'statements',
  access: { group: 'see' },
  rate: 'read',
  caching: 'group',
  schemas: { params: StatementParams, answer: StatementWire },
  handle: async ({ services, context, params }) => ({
    body: await getStatement(services, context, params.groupId, params.memberId, params.month),
  }),
});
