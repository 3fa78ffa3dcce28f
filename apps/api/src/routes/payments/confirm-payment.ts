import { ConfirmPaymentBody, PaymentWire } from '@shared-payments/contract';
import { confirmPayment } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { PaymentParams } from '../params.ts';

export const confirmPaymentRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/payments/:paymentId/confirm',
  operationId: 'confirmPayment',
  summary: 'Say as its receiver that cash or a bank transfer has arrived, in whole or in part',
  tag: 'payments',
  access: { group: 'take-part' },
  rate: 'write',
  needsVersion: true,
  schemas: { params: PaymentParams, body: ConfirmPaymentBody, answer: PaymentWire },
  handle: async ({ services, context, params, body }) => {
    const { version: _inContext, ...input } = body;
    const payment = await confirmPayment(services, context, params.groupId, params.paymentId, input);
    return { body: payment, version: payment.version };
  },
});
