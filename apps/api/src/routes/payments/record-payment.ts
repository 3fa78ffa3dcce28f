import { PaymentWire, RecordPaymentBody } from '@shared-payments/contract';
import { recordPayment } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const recordPaymentRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/payments',
  operationId: 'recordPayment',
  summary: 'Write down that money went from one member to another',
  tag: 'payments',
  access: { group: 'take-part' },
  rate: 'write',
  status: 201,
  schemas: { params: GroupParams, body: RecordPaymentBody, answer: PaymentWire },
  handle: async ({ services, context, params, body }) => {
    const payment = await recordPayment(services, context, params.groupId, body);
    return { body: payment, version: payment.version };
  },
});
