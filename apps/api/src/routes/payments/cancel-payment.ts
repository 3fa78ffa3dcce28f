import { PaymentWire, VersionBody } from '@shared-payments/contract';
import { cancelPayment, processClaimed } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { PaymentParams } from '../params.ts';

export const cancelPaymentRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/payments/:paymentId/cancel',
  operationId: 'cancelPayment',
  summary: 'Call a payment off before it is made',
  tag: 'payments',
  access: { group: 'take-part' },
  rate: 'write',
  needsVersion: true,
  schemas: { params: PaymentParams, body: VersionBody, answer: PaymentWire },
  handle: async ({ services, context, params }) => {
    const cancelled = await cancelPayment(services, context, params.groupId, params.paymentId);
    const payment = await processClaimed(services, cancelled, context.requestId);
    return { body: payment, version: payment.version };
  },
});
