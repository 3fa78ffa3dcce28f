import { ReceiptWire } from '@shared-payments/contract';
import { getReceipt } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { PaymentParams } from '../params.ts';

export const getReceiptRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/payments/:paymentId/receipt',
  operationId: 'getReceipt',
  summary: 'The receipt of a payment that arrived, with its hash',
  tag: 'statements',
  access: { group: 'see' },
  rate: 'read',
  caching: 'group',
  schemas: { params: PaymentParams, answer: ReceiptWire },
  handle: async ({ services, context, params }) => ({
    body: await getReceipt(services, context, params.groupId, params.paymentId),
  }),
});
