import type { LocalDate } from '../calendar/local-date.ts';
import type { Transition } from './payment-states.ts';

/** `cash` and `bank` are confirmed by the receiver; `card` goes through the gateway. */
export type PaymentMethod = 'cash' | 'bank' | 'card' | 'other';

/** A part of a payment that settles a bill. */
export interface BillPart {
  readonly billId: string;
  readonly amountMinor: number;
}

/**
 * `calling`: asked, and no answer known yet. `not-charged`: it is certain that it never reached the gateway. Only `captured`
 * moves money, and it is believed whenever the gateway says it, even after another end.
 */
export type TransactionState = 'calling' | 'needs-action' | 'declined' | 'cancelled' | 'not-charged' | 'captured';

/** One attempt at the gateway. Its id is the key under which the gateway does it once. */
export interface Transaction {
  readonly id: string;
  readonly state: TransactionState;
  readonly startedAt: number;
  readonly callCount: number;
  /** When it is asked (again); null: never again. */
  readonly nextCallAt: number | null;
  /** The gateway's own name for it. */
  readonly reference: string | null;
  readonly capturedMinor: number;
  /** Captured when the payment had another end or another capture: it is given back, and no member's balance moves. */
  readonly isStray: boolean;
  readonly reason: string | null;
  /** Where the payer goes when the bank wants to hear from them. */
  readonly actionUrl: string | null;
}

export interface Refund {
  readonly id: string;
  readonly transactionId: string | null;
  readonly amountMinor: number;
  readonly state: 'requested' | 'succeeded' | 'failed';
  readonly isStray: boolean;
  readonly reason: string | null;
  readonly requestedBy: string;
  readonly requestedAt: number;
  readonly callCount: number;
  readonly nextCallAt: number | null;
  readonly reference: string | null;
}

/** The payer's bank takes the money back, until the dispute is won. */
export interface Chargeback {
  readonly id: string;
  readonly transactionId: string;
  readonly amountMinor: number;
  readonly state: 'open' | 'won' | 'lost';
  readonly isStray: boolean;
}

/** The life of a payment that is started, approved and settled, as opposed to one that is only written down. */
export interface PaymentCourse {
  readonly groupId: string;
  /** What was asked for, in minor units; what arrived is in the payment's amount once it is posted. */
  readonly requestedMinor: number;
  readonly capturedMinor: number;
  /** The gateway's token for the payer's card, never the card itself. */
  readonly instrument: string | null;
  readonly bills: readonly BillPart[];
  readonly dueOn: LocalDate | null;
  readonly transitions: readonly Transition[];
  /** Pending and approved end then, in epoch milliseconds. */
  readonly expiresAt: number;
  /** Set while a further attempt waits. */
  readonly retryAt: number | null;
  /** A cancellation that waits for the gateway's word. */
  readonly closing: 'voided' | 'expired' | null;
  readonly transactions: readonly Transaction[];
  readonly refunds: readonly Refund[];
  readonly chargebacks: readonly Chargeback[];
  /** Fees and other lines of the gateway's report that were posted, by line id, so that each is posted once. */
  readonly bookedLineIds: readonly string[];
}

/** What the gateway says of a transaction, all at once: applying it twice or late is harmless. */
export interface TransactionReport {
  readonly transactionId: string;
  readonly paymentId: string;
  readonly groupId: string;
  readonly reference: string;
  readonly state: 'needs-action' | 'declined' | 'cancelled' | 'captured' | 'calling';
  readonly capturedMinor: number;
  readonly currency: string;
  readonly reason: string | null;
  /** A decline that another attempt may get past. */
  readonly mayRetry: boolean;
  readonly actionUrl: string | null;
  readonly refunds: readonly {
    /** Ours; null for one made at the gateway itself. */
    readonly refundId: string | null;
    readonly reference: string;
    readonly amountMinor: number;
    readonly state: Refund['state'];
    readonly reason: string | null;
  }[];
  readonly chargebacks: readonly {
    readonly reference: string;
    readonly amountMinor: number;
    readonly state: Chargeback['state'];
  }[];
}

/** The payment's own transaction that was captured, if any. */
export function capturedTransaction(course: PaymentCourse): Transaction | undefined {
  return course.transactions.find((transaction) => transaction.state === 'captured' && !transaction.isStray);
}
