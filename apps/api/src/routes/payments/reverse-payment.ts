import { PaymentWire, VersionBody } from '@shared-payments/contract';
import { reversePayment } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { PaymentParams } from '../params.ts';

export const reversePaymentRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/payments/:paymentId/reverse',
  operationId: 'reversePayment',
  summary: 'Take back a payment that was recorded by mistake',
  tag: 'payments',
  access: { group: 'take-part' },
  rate: 'write',
  needsVersion: true,
  schemas: { params: PaymentParams, body: VersionBody, answer: PaymentWire },
  handle: async ({ services, context, params }) => {
    const payment = await reversePayment(services, context, params.groupId, params.paymentId);
    return { body: payment, version: payment.version };
  },
});
