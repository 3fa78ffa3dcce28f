import type {
  BankTransferWire,
  OpenSharesWire,
  PaymentRulesWire,
  PaymentViewWire,
  ReceiptWire,
  WaysToPayWire,
  WireOf,
} from '@shared-payments/contract';
import { queryOptions } from '@tanstack/react-query';
import { apiPath, withQuery } from '../api/request.ts';
import { readAnswer } from '../api/send-request.ts';
import { groupKey } from '../groups/group-queries.ts';

export type PaymentView = WireOf<typeof PaymentViewWire>;
export type Payment = PaymentView['payment'];
export type Course = NonNullable<Payment['course']>;
export type WaysToPay = WireOf<typeof WaysToPayWire>;
export type OpenShare = WireOf<typeof OpenSharesWire>['shares'][number];
export type BankTransfer = WireOf<typeof BankTransferWire>;
export type Receipt = WireOf<typeof ReceiptWire>;
export type PaymentRules = WireOf<typeof PaymentRulesWire>;

/** How often a payment that is on its way is asked for. */
const ON_ITS_WAY_MS = 3_000;

export const paymentQuery = (groupId: string, paymentId: string) =>
  queryOptions({
    queryKey: [...groupKey(groupId), 'payment', paymentId],
    queryFn: ({ signal }) => readAnswer<PaymentView>(apiPath`/v1/groups/${groupId}/payments/${paymentId}`, signal),
    refetchInterval: ({ state }) => (state.data?.payment.state === 'processing' ? ON_ITS_WAY_MS : false),
  });

/** Fresh each time: an account may have been given a minute ago. */
export const waysToPayQuery = (groupId: string, memberId: string) =>
  queryOptions({
    queryKey: [...groupKey(groupId), 'ways-to-pay', memberId],
    queryFn: ({ signal }) =>
      readAnswer<WaysToPay>(apiPath`/v1/groups/${groupId}/members/${memberId}/ways-to-pay`, signal),
  });

export const openSharesQuery = (groupId: string, from: string, to: string) =>
  queryOptions({
    queryKey: [...groupKey(groupId), 'open-shares', from, to],
    queryFn: async ({ signal }): Promise<readonly OpenShare[]> => {
      const path = withQuery(apiPath`/v1/groups/${groupId}/members/${from}/open-shares`, { to });
      return (await readAnswer<WireOf<typeof OpenSharesWire>>(path, signal)).shares;
    },
  });

export const bankTransferQuery = (groupId: string, paymentId: string) =>
  queryOptions({
    queryKey: [...groupKey(groupId), 'bank-transfer', paymentId],
    queryFn: ({ signal }) =>
      readAnswer<BankTransfer>(apiPath`/v1/groups/${groupId}/payments/${paymentId}/bank-transfer`, signal),
  });

export const receiptQuery = (groupId: string, paymentId: string) =>
  queryOptions({
    queryKey: [...groupKey(groupId), 'receipt', paymentId],
    queryFn: ({ signal }) => readAnswer<Receipt>(apiPath`/v1/groups/${groupId}/payments/${paymentId}/receipt`, signal),
  });

export const paymentRulesQuery = (groupId: string) =>
  queryOptions({
    queryKey: [...groupKey(groupId), 'payment-rules'],
    queryFn: ({ signal }) => readAnswer<PaymentRules>(apiPath`/v1/groups/${groupId}/payment-rules`, signal),
  });
