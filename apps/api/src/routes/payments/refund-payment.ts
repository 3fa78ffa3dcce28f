import { PaymentWire, RefundPaymentBody } from '@shared-payments/contract';
import { processClaimed, refundPayment } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { PaymentParams } from '../params.ts';

export const refundPaymentRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/payments/:paymentId/refunds',
  operationId: 'refundPayment',
  summary: 'Give a payment back, in whole or in part, never more than arrived',
  tag: 'payments',
  access: { group: 'take-part' },
  rate: 'write',
  status: 201,
  schemas: { params: PaymentParams, body: RefundPaymentBody, answer: PaymentWire },
  handle: async ({ services, context, params, body }) => {
    const asked = await refundPayment(services, context, params.groupId, params.paymentId, body);
    const payment = await processClaimed(services, asked, context.requestId);
    return { body: payment, version: payment.version };
  },
});
