import type { PaymentWire, RecordPaymentBody, WireOf } from '@shared-payments/contract';
import { apiPath, type WriteRequest } from '../api/request.ts';

type PaymentRequest = WriteRequest<WireOf<typeof PaymentWire>>;

export const recordPayment =
  (groupId: string) =>
  (body: WireOf<typeof RecordPaymentBody>): PaymentRequest => ({
    method: 'POST',
    path: apiPath`/v1/groups/${groupId}/payments`,
    body,
  });

export const reversePayment = (groupId: string, paymentId: string, ifVersion: number) => (): PaymentRequest => ({
  method: 'POST',
  path: apiPath`/v1/groups/${groupId}/payments/${paymentId}/reverse`,
  body: {},
  ifVersion,
});
