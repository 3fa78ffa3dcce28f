import type {
  BankAccountWire,
  ConfirmPaymentBody,
  PaymentRulesWire,
  PaymentWire,
  RefundPaymentBody,
  SetBankAccountBody,
  SetPaymentRulesBody,
  StartPaymentBody,
  WireOf,
} from '@shared-payments/contract';
import { apiPath, type WriteRequest } from '../api/request.ts';

type PaymentRequest = WriteRequest<WireOf<typeof PaymentWire>>;
export type StartBody = WireOf<typeof StartPaymentBody>;

export const startPayment =
  (groupId: string) =>
  (body: StartBody): PaymentRequest => ({
    method: 'POST',
    path: apiPath`/v1/groups/${groupId}/payments/start`,
    body,
  });

export const approvePayment = (groupId: string, paymentId: string, ifVersion: number) => (): PaymentRequest => ({
  method: 'POST',
  path: apiPath`/v1/groups/${groupId}/payments/${paymentId}/approve`,
  body: {},
  ifVersion,
});

export const cancelPayment = (groupId: string, paymentId: string, ifVersion: number) => (): PaymentRequest => ({
  method: 'POST',
  path: apiPath`/v1/groups/${groupId}/payments/${paymentId}/cancel`,
  body: {},
  ifVersion,
});

export const confirmPayment =
  (groupId: string, paymentId: string, ifVersion: number) =>
  (body: WireOf<typeof ConfirmPaymentBody>): PaymentRequest => ({
    method: 'POST',
    path: apiPath`/v1/groups/${groupId}/payments/${paymentId}/confirm`,
    body,
    ifVersion,
  });

export const refundPayment =
  (groupId: string, paymentId: string) =>
  (body: WireOf<typeof RefundPaymentBody>): PaymentRequest => ({
    method: 'POST',
    path: apiPath`/v1/groups/${groupId}/payments/${paymentId}/refunds`,
    body,
  });

export const setBankAccount =
  (groupId: string, memberId: string) =>
  (body: WireOf<typeof SetBankAccountBody>): WriteRequest<WireOf<typeof BankAccountWire>> => ({
    method: 'PUT',
    path: apiPath`/v1/groups/${groupId}/members/${memberId}/bank-account`,
    body,
  });

/** Version 0 is what holds before anybody set some: there is nothing to be late for. */
export const setPaymentRules =
  (groupId: string, version: number) =>
  (body: WireOf<typeof SetPaymentRulesBody>): WriteRequest<WireOf<typeof PaymentRulesWire>> => ({
    method: 'PUT',
    path: apiPath`/v1/groups/${groupId}/payment-rules`,
    body,
    ...(version > 0 && { ifVersion: version }),
  });
