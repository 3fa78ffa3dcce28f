import { PrintQuery } from '@shared-payments/contract';
import { printReceipt } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { PaymentParams } from '../params.ts';
import { printedAnswer } from './printed-answer.ts';

export const printReceiptRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/payments/:paymentId/receipt/pdf',
  operationId: 'printReceipt',
  summary: 'The receipt as a PDF that can be verified',
  tag: 'statements',
  access: { group: 'see' },
  rate: 'bulk',
  answerType: 'application/pdf',
  schemas: { params: PaymentParams, query: PrintQuery },
  handle: async ({ services, context, params, query }) =>
    printedAnswer(await printReceipt(services, context, params, query.language ?? 'en')),
});
