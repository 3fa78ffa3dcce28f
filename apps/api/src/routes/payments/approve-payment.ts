import { PaymentWire, VersionBody } from '@shared-payments/contract';
import { approvePayment, processClaimed } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { PaymentParams } from '../params.ts';

export const approvePaymentRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/payments/:paymentId/approve',
  operationId: 'approvePayment',
  summary: 'Let a payment go ahead',
  tag: 'payments',
  access: { group: 'run' },
  rate: 'write',
  needsVersion: true,
  schemas: { params: PaymentParams, body: VersionBody, answer: PaymentWire },
  handle: async ({ services, context, params }) => {
    const approved = await approvePayment(services, context, params.groupId, params.paymentId);
    const payment = await processClaimed(services, approved, context.requestId);
    return { body: payment, version: payment.version };
  },
});
