import type { PaymentCourse } from './course.ts';

/** One line of what the gateway says it did: `amountMinor` is always positive. */
export interface ReportLine {
  readonly id: string;
  readonly kind: 'charge' | 'refund' | 'refund-returned' | 'chargeback' | 'chargeback-won';
  /** Our transaction for a charge, our refund for a refund, the gateway's own name for a dispute. */
  readonly subject: string;
  readonly transactionId: string;
  /** The gateway's own name for the transaction. */
  readonly reference: string;
  readonly paymentId: string;
  readonly groupId: string;
  readonly amountMinor: number;
  readonly feeMinor: number;
  readonly currency: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** A difference between the gateway's report and the entries. */
export interface Gap {
  readonly id: string;
  readonly kind: 'missing-here' | 'missing-there' | 'amount-differs' | 'currency-differs' | 'unknown-payment';
  readonly subject: string;
  readonly gatewayMinor: number | null;
  readonly bookedMinor: number | null;
  readonly currency: string;
}

/** What the entries say was moved for the line's subject; undefined when they say nothing. */
export function bookedMinor(course: PaymentCourse, line: ReportLine): number | undefined {
  switch (line.kind) {
    case 'charge': {
      const own = course.transactions.find(({ id }) => id === line.subject);
      // Another transaction under the same name is one too many, whatever it took.
      return own?.state === 'captured' && own.reference === line.reference ? own.capturedMinor : undefined;
    }
    case 'refund': {
      const own = course.refunds.find(({ id, reference }) => id === line.subject || reference === line.subject);
      return own === undefined || own.state === 'requested' ? undefined : own.amountMinor;
    }
    case 'refund-returned': {
      const own = course.refunds.find(({ id, reference }) => id === line.subject || reference === line.subject);
      return own?.state === 'failed' ? own.amountMinor : undefined;
    }
    case 'chargeback':
      return course.chargebacks.find(({ id }) => id === line.subject)?.amountMinor;
    case 'chargeback-won':
      return course.chargebacks.find(({ id, state }) => id === line.subject && state === 'won')?.amountMinor;
  }
}

/** The line's gap against a payment's course, or undefined when the two agree. */
export function gapOf(course: PaymentCourse, currency: string, line: ReportLine): Gap | undefined {
  const booked = bookedMinor(course, line);
  const base = { id: line.id, subject: line.subject, gatewayMinor: line.amountMinor, currency: line.currency };
  if (line.currency !== currency) return { ...base, kind: 'currency-differs', bookedMinor: booked ?? null };
  if (booked === undefined) return { ...base, kind: 'missing-here', bookedMinor: null };
  if (booked !== line.amountMinor) return { ...base, kind: 'amount-differs', bookedMinor: booked };
  return undefined;
}

/** Captures, refunds and chargebacks that are booked here and not among `told`, the report's lines of this payment. */
export function missingThere(course: PaymentCourse, currency: string, told: readonly ReportLine[]): readonly Gap[] {
  const has = (kind: ReportLine['kind'], ...names: readonly (string | null)[]) =>
    told.some((line) => line.kind === kind && names.includes(line.subject));
  const gap = (subject: string, amountMinor: number): Gap => ({
    id: `${subject}-missing`,
    kind: 'missing-there',
    subject,
    gatewayMinor: null,
    bookedMinor: amountMinor,
    currency,
  });
  return [
    ...course.transactions
      .filter(({ id, state }) => state === 'captured' && !has('charge', id))
      .map(({ id, capturedMinor }) => gap(id, capturedMinor)),
    ...course.refunds
      .filter(
        ({ id, reference, state }) => state === 'succeeded' && reference !== null && !has('refund', id, reference),
      )
      .map(({ id, amountMinor }) => gap(id, amountMinor)),
    ...course.chargebacks
      .filter(({ id, state }) => state !== 'won' && !has('chargeback', id))
      .map(({ id, amountMinor }) => gap(id, amountMinor)),
  ];
}
