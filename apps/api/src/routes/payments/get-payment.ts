import { PaymentViewWire } from '@shared-payments/contract';
import { getPayment } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { PaymentParams } from '../params.ts';

export const getPaymentRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/payments/:paymentId',
  operationId: 'getPayment',
  summary: 'A payment with every step of its life and what was given back',
  tag: 'payments',
  access: { group: 'see' },
  rate: 'read',
  schemas: { params: PaymentParams, answer: PaymentViewWire },
  handle: async ({ services, context, params }) => {
    const view = await getPayment(services, context, params.groupId, params.paymentId);
    return { body: view, version: view.payment.version };
  },
});
