import type { Commit } from '../store/commit.ts';
import { isStarted, type Payment } from './payment.ts';

/** Something of a payment that people or other systems should hear of. */
export interface PaymentEvent {
  readonly kind:
    | 'payment-waits-for-approval'
    | 'payment-approved'
    | 'payment-needs-action'
    | 'payment-posted'
    | 'payment-failed'
    | 'payment-expired'
    | 'payment-voided'
    | 'payment-refunded'
    | 'payment-charged-back';
  /** As the commit left it; of a refund or chargeback the payment the other way, whose `origin` names the first. */
  readonly payment: Payment;
}

const OF_STATE = {
  pending: 'payment-waits-for-approval',
  approved: 'payment-approved',
  posted: 'payment-posted',
  failed: 'payment-failed',
  expired: 'payment-expired',
  voided: 'payment-voided',
} as const;

/**
 * What a commit tells of payments, in order: one event for the last step a payment took in it, so readers of the log hear of
 * each once. Imports and restores tell nothing: what they bring is old news.
 */
export function paymentEventsOf(commit: Commit): readonly PaymentEvent[] {
  if (!commit.verb.startsWith('payments/')) return [];
  return commit.changes
    .filter(({ collection, document }) => collection === 'payments' && document !== null)
    .flatMap(({ document }) => eventOf(document as Payment, commit));
}

function eventOf(payment: Payment, { verb }: Commit): readonly PaymentEvent[] {
  if (payment.origin) {
    if (payment.state !== 'posted') return [];
    return [{ kind: payment.origin.kind === 'refund' ? 'payment-refunded' : 'payment-charged-back', payment }];
  }
  if (!isStarted(payment)) return payment.state === 'posted' ? [{ kind: 'payment-posted', payment }] : [];
  const { transitions, transactions } = payment.course;
  const last = transitions.at(-1);
  // A later commit, such as one that posts a fee, carries the old step along: it is no news.
  if (last && payment.stateSince === payment.version && last.state in OF_STATE)
    return [{ kind: OF_STATE[last.state as keyof typeof OF_STATE], payment }];
  const isAnswer = verb === 'payments/carry-out-step' || verb === 'payments/apply-gateway-event';
  const waits = isAnswer && last?.state === 'processing' && transactions.at(-1)?.state === 'needs-action';
  return waits ? [{ kind: 'payment-needs-action', payment }] : [];
}
