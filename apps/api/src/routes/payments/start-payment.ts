import { PaymentWire, StartPaymentBody } from '@shared-payments/contract';
import { processClaimed, startPayment } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const startPaymentRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/payments/start',
  operationId: 'startPayment',
  summary: 'Start a payment that is approved, made and posted, by card, bank or cash',
  tag: 'payments',
  access: { group: 'take-part' },
  rate: 'write',
  status: 201,
  schemas: { params: GroupParams, body: StartPaymentBody, answer: PaymentWire },
  handle: async ({ services, context, params, body }) => {
    const started = await startPayment(services, context, params.groupId, body);
    const payment = await processClaimed(services, started, context.requestId);
    return { body: payment, version: payment.version };
  },
});
