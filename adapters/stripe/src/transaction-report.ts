import type { Chargeback, Refund, TransactionReport } from '@shared-payments/domain';
import type Stripe from 'stripe';
import { fromStripeAmount } from './stripe-amounts.ts';

/** Declines that another attempt may get past, by Stripe's decline codes. */
const PASSING_DECLINES: ReadonlySet<string> = new Set([
  'issuer_not_available',
  'processing_error',
  'reenter_transaction',
  'try_again_later',
]);

export const INTENT_STATES: Readonly<Record<string, TransactionReport['state']>> = {
  canceled: 'cancelled',
  processing: 'calling',
  requires_action: 'needs-action',
  requires_capture: 'calling',
  requires_confirmation: 'calling',
  requires_payment_method: 'declined',
  succeeded: 'captured',
};

export const REFUND_STATES: Readonly<Record<string, Refund['state']>> = {
  pending: 'requested',
  requires_action: 'requested',
  succeeded: 'succeeded',
  failed: 'failed',
  canceled: 'failed',
};

/** Early warnings and what was prevented are questions: no money moves with them. */
export const DISPUTE_STATES: Readonly<Record<string, Chargeback['state'] | 'no-money'>> = {
  lost: 'lost',
  needs_response: 'open',
  prevented: 'no-money',
  under_review: 'open',
  warning_closed: 'no-money',
  warning_needs_response: 'no-money',
  warning_under_review: 'no-money',
  won: 'won',
};

/** What Stripe says of a payment intent of ours; undefined for one that was made elsewhere with the same account. */
export function reportOf(
  intent: Stripe.PaymentIntent,
  refunds: readonly Stripe.Refund[],
  disputes: readonly Stripe.Dispute[],
): TransactionReport | undefined {
  const { transactionId, paymentId, groupId } = intent.metadata;
  if (transactionId === undefined || paymentId === undefined || groupId === undefined) return undefined;
  const currency = intent.currency.toUpperCase();
  const decline = intent.last_payment_error;
  return {
    transactionId,
    paymentId,
    groupId,
    reference: intent.id,
    // A status that Stripe may add later is no end of anything: it is asked again.
    state: INTENT_STATES[intent.status] ?? 'calling',
    capturedMinor: fromStripeAmount(intent.amount_received, currency),
    currency,
    reason: decline?.decline_code ?? decline?.code ?? intent.cancellation_reason ?? null,
    mayRetry: PASSING_DECLINES.has(decline?.decline_code ?? decline?.code ?? ''),
    actionUrl: intent.next_action?.redirect_to_url?.url ?? null,
    refunds: refunds.map((refund) => ({
      refundId: refund.metadata?.refundId ?? null,
      reference: refund.id,
      amountMinor: fromStripeAmount(refund.amount, currency),
      state: REFUND_STATES[refund.status ?? ''] ?? 'requested',
      reason: refund.failure_reason ?? null,
    })),
    chargebacks: disputes.flatMap(({ id, amount, status }) => {
      const state = DISPUTE_STATES[status] ?? 'open';
      if (state === 'no-money') return [];
      return [{ reference: id, amountMinor: fromStripeAmount(amount, currency), state }];
    }),
  };
}
