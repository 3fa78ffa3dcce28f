import { BankTransferWire } from '@shared-payments/contract';
import { getBankTransfer } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { PaymentParams } from '../params.ts';

export const getBankTransferRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/payments/:paymentId/bank-transfer',
  operationId: 'getBankTransfer',
  summary: 'How to make the bank transfer of an approved payment: account, QR text and payto link',
  tag: 'payments',
  access: { group: 'take-part' },
  rate: 'read',
  schemas: { params: PaymentParams, answer: BankTransferWire },
  handle: async ({ services, context, params }) => {
    return { body: await getBankTransfer(services, context, params.groupId, params.paymentId) };
  },
});
