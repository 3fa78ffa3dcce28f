import type { ReportLine } from '@shared-payments/domain';
import type { ReportPage } from '@shared-payments/usecases';
import type Stripe from 'stripe';
import { fromStripeAmount } from './stripe-amounts.ts';

const LINES_PER_PAGE = 100;

type Names = Pick<ReportLine, 'transactionId' | 'paymentId' | 'groupId'>;
type Line = Pick<ReportLine, 'kind' | 'subject'> & {
  readonly intentId: string | null;
  readonly names: Names | undefined;
};

/** A page of the account's balance transactions, those that are of ours. Stripe lists the newest first. */
export async function readReport(
  stripe: Stripe,
  range: { readonly fromMs: number; readonly untilMs: number; readonly cursor?: string },
): Promise<ReportPage> {
  const page = await stripe.balanceTransactions.list({
    created: { gte: Math.floor(range.fromMs / 1_000), lt: Math.ceil(range.untilMs / 1_000) },
    limit: LINES_PER_PAGE,
    expand: ['data.source'],
    ...(range.cursor === undefined ? {} : { starting_after: range.cursor }),
  });
  const lines: ReportLine[] = [];
  for (const moved of page.data) {
    const line = lineOf(moved);
    // Disputes and refunds made at Stripe do not carry our names: their payment intent does.
    const names = line && (line.names ?? (await namesOfIntent(stripe, line.intentId)));
    if (line && names) lines.push(reportLine(moved, line, names));
  }
  return { lines, nextCursor: page.has_more ? (page.data.at(-1)?.id ?? null) : null };
}

function reportLine(moved: Stripe.BalanceTransaction, { kind, subject, intentId }: Line, names: Names): ReportLine {
  const currency = moved.currency.toUpperCase();
  return {
    ...names,
    id: moved.id,
    kind,
    subject: kind === 'charge' ? names.transactionId : subject,
    reference: intentId ?? '',
    amountMinor: fromStripeAmount(Math.abs(moved.amount), currency),
    feeMinor: fromStripeAmount(moved.fee, currency),
    currency,
    at: moved.created * 1_000,
  };
}

function lineOf({ type, source, amount }: Stripe.BalanceTransaction): Line | undefined {
  if (source === null || typeof source === 'string') return undefined;
  switch (source.object) {
    case 'charge':
      return {
        kind: 'charge',
        subject: source.id,
        intentId: idOf(source.payment_intent),
        names: namesIn(source.metadata),
      };
    case 'refund':
      return {
        kind: type === 'refund_failure' || type === 'payment_failure_refund' ? 'refund-returned' : 'refund',
        subject: source.metadata?.refundId ?? source.id,
        intentId: idOf(source.payment_intent),
        names: namesIn(source.metadata),
      };
    case 'dispute':
      return {
        // Money that comes back is a dispute that was won.
        kind: amount > 0 ? 'chargeback-won' : 'chargeback',
        subject: source.id,
        intentId: idOf(source.payment_intent),
        names: undefined,
      };
    default:
      return undefined;
  }
}

function namesIn(metadata: Stripe.Metadata | null): Names | undefined {
  const { transactionId, paymentId, groupId } = metadata ?? {};
  return transactionId && paymentId && groupId ? { transactionId, paymentId, groupId } : undefined;
}

async function namesOfIntent(stripe: Stripe, intentId: string | null): Promise<Names | undefined> {
  return intentId === null ? undefined : namesIn((await stripe.paymentIntents.retrieve(intentId)).metadata);
}

function idOf(linked: string | { readonly id: string } | null | undefined): string | null {
  return typeof linked === 'string' ? linked : (linked?.id ?? null);
}
