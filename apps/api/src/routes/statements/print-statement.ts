import { PrintQuery } from '@shared-payments/contract';
import { printStatement } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { StatementParams } from '../params.ts';
import { printedAnswer } from '../receipts/printed-answer.ts';

export const printStatementRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/members/:memberId/statements/:month/pdf',
  operationId: 'printStatement',
  summary: 'The statement of a closed month as a PDF that can be verified',
  tag: 'statements',
  access: { group: 'see' },
  rate: 'bulk',
  answerType: 'application/pdf',
  schemas: { params: StatementParams, query: PrintQuery },
  handle: async ({ services, context, params, query }) =>
    printedAnswer(await printStatement(services, context, params, query.language ?? 'en')),
});
