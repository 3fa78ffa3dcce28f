import type { ReportLine, TransactionReport } from '@shared-payments/domain';

/** A transaction as it is first asked for. The gateway charges once for each `transactionId`, however often it is asked. */
export interface ChargeRequest {
  readonly transactionId: string;
  readonly paymentId: string;
  readonly groupId: string;
  /** Minor units, more than 0. */
  readonly amountMinor: number;
  readonly currency: string;
  /** The gateway's token for the payer's card; null: the payer enters it at the gateway. */
  readonly instrument: string | null;
}

export interface RefundRequest {
  /** The gateway refunds once for each. */
  readonly refundId: string;
  readonly transactionId: string;
  /** The gateway's name for the transaction. */
  readonly reference: string;
  readonly amountMinor: number;
}

/** What a transaction is found by; the gateway's own name finds it at once, ours may take it a minute. */
export interface TransactionKey {
  readonly transactionId: string | null;
  readonly reference: string | null;
}

/** That something happened to a transaction; what it is now is asked of the gateway, so the order of events is no matter. */
export interface GatewayEvent {
  readonly id: string;
  readonly reference: string;
}

export interface ReportPage {
  readonly lines: readonly ReportLine[];
  readonly nextCursor: string | null;
}

/**
 * Who takes money from cards. Every method may throw `unavailable`: the outcome is unknown, and the same call may be repeated
 * with the same ids within 20 hours. What the gateway refuses for good is an answer, or one of the errors named below.
 */
export interface Gateway {
  readonly name: string;
  /** The header, in small letters, in which its events carry their signature. */
  readonly signatureHeader: string;
  /** Errors: `unavailable`; `invalid_input` when the gateway will never take this request: nothing was charged. */
  charge(request: ChargeRequest): Promise<TransactionReport>;
  /** Errors: `unavailable`; `state_not_allowed` when more would go back than was captured: nothing was refunded. */
  refund(request: RefundRequest): Promise<TransactionReport>;
  /** Ends a transaction that was not captured; answers what it is, which may be captured. Errors: `unavailable`, `not_found`. */
  cancel(key: TransactionKey): Promise<TransactionReport>;
  /** Undefined when the gateway knows of none. Errors: `unavailable`. */
  find(key: TransactionKey): Promise<TransactionReport | undefined>;
  /** Undefined for events that are no matter here. Errors: `invalid_input` for a signature that does not fit or is older than 5 minutes. */
  readEvent(body: Uint8Array, signature: string, nowMs: number): GatewayEvent | undefined;
  /** What it did between two moments (epoch milliseconds, the second excluded), a page at a time. Errors: `unavailable`. */
  report(range: { readonly fromMs: number; readonly untilMs: number; readonly cursor?: string }): Promise<ReportPage>;
}

/** How old a signed event may be. */
export const EVENT_AGE_MAX_MS = 5 * 60_000;
