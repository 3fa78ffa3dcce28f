import { AppError, type TransactionReport } from '@shared-payments/domain';
import {
  type ChargeRequest,
  EVENT_AGE_MAX_MS,
  type Gateway,
  type GatewayEvent,
  type RefundRequest,
  type TransactionKey,
} from '@shared-payments/usecases';
import Stripe from 'stripe';
import { readReport } from './report-lines.ts';
import { toStripeAmount } from './stripe-amounts.ts';
import { asUnavailable, declineOf, isMissing, isRefusal } from './stripe-errors.ts';
import { reportOf } from './transaction-report.ts';

export interface StripeOptions {
  /** A secret or restricted key; never logged. */
  readonly apiKey: string;
  /** Of the webhook endpoint. */
  readonly webhookSecret: string;
  /** Where the payer comes back to from their bank. */
  readonly returnUrl: string;
  /** Only to reach something that answers like Stripe. */
  readonly server?: { readonly host: string; readonly port: number; readonly protocol: 'http' | 'https' };
}

const TIMEOUT_MS = 20_000;
const PER_TRANSACTION_MAX = 100;

/** Cards by Stripe's payment intents. Our transaction and refund ids are the idempotency keys; nothing is repeated in here. */
export function createStripeGateway(options: StripeOptions): Gateway {
  const { apiKey, webhookSecret, returnUrl, server } = options;
  // The product repeats calls itself, from what it committed: a hidden repetition would only make them slower.
  const stripe = new Stripe(apiKey, { maxNetworkRetries: 0, timeout: TIMEOUT_MS, telemetry: false, ...server });
  return {
    name: 'stripe',
    signatureHeader: 'stripe-signature',
    charge: (request) => reached(() => charge(stripe, returnUrl, request)),
    refund: (request) => reached(() => refund(stripe, request)),
    cancel: (key) => reached(() => cancel(stripe, key)),
    find: (key) =>
      reached(async () => {
        const intent = await intentOf(stripe, key);
        return intent && whole(stripe, intent);
      }),
    readEvent: (body, signature, nowMs) => readEvent(stripe, webhookSecret, body, signature, nowMs),
    report: (range) => reached(() => readReport(stripe, range)),
  };
}

async function charge(stripe: Stripe, returnUrl: string, request: ChargeRequest): Promise<TransactionReport> {
  const { transactionId, paymentId, groupId, amountMinor, currency, instrument } = request;
  if (instrument === null)
    throw new AppError('invalid_input', 'Stripe charges a payment method: send its token as `instrument`.');
  const amount = toStripeAmount(amountMinor, currency);
  try {
    const intent = await stripe.paymentIntents.create(
      {
        amount,
        currency: currency.toLowerCase(),
        payment_method: instrument,
        confirm: true,
        automatic_payment_methods: { enabled: true },
        return_url: returnUrl,
        metadata: { transactionId, paymentId, groupId },
      },
      { idempotencyKey: transactionId },
    );
    return ours(await whole(stripe, intent));
  } catch (error) {
    const declined = declineOf(error)?.payment_intent;
    if (declined) return closeDeclined(stripe, declined);
    if (isRefusal(error))
      throw new AppError('invalid_input', 'Stripe does not take this charge.', {}, { cause: error });
    throw error;
  }
}

/** A declined intent could still be paid by another card: it is cancelled, so that a decline is the end of it. */
async function closeDeclined(stripe: Stripe, declined: Stripe.PaymentIntent): Promise<TransactionReport> {
  const report = ours(reportOf(declined, [], []));
  const now = await cancelIntent(stripe, declined.id);
  return now.status === 'succeeded' ? ours(await whole(stripe, now)) : report;
}

async function refund(stripe: Stripe, request: RefundRequest): Promise<TransactionReport> {
  const { refundId, transactionId, reference, amountMinor } = request;
  const intent = await stripe.paymentIntents.retrieve(reference);
  const { paymentId = '', groupId = '' } = intent.metadata;
  try {
    await stripe.refunds.create(
      {
        payment_intent: reference,
        amount: toStripeAmount(amountMinor, intent.currency.toUpperCase()),
        metadata: { refundId, transactionId, paymentId, groupId },
      },
      { idempotencyKey: refundId },
    );
  } catch (error) {
    if (isRefusal(error))
      throw new AppError('state_not_allowed', 'Stripe does not take this refund.', {}, { cause: error });
    throw error;
  }
  return ours(await whole(stripe, await stripe.paymentIntents.retrieve(reference)));
}

async function cancel(stripe: Stripe, key: TransactionKey): Promise<TransactionReport> {
  const intent = await intentOf(stripe, key);
  if (!intent) throw new AppError('not_found', 'Stripe has no such transaction.');
  return ours(await whole(stripe, await cancelIntent(stripe, intent.id)));
}

/** Cancels what can be cancelled; answers the intent as it is. */
async function cancelIntent(stripe: Stripe, id: string): Promise<Stripe.PaymentIntent> {
  try {
    return await stripe.paymentIntents.cancel(id);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return stripe.paymentIntents.retrieve(id);
  }
}

async function intentOf(stripe: Stripe, { reference, transactionId }: TransactionKey) {
  if (reference === null) {
    const query = `metadata['transactionId']:'${transactionId}'`;
    return (await stripe.paymentIntents.search({ query, limit: 1 })).data[0];
  }
  try {
    return await stripe.paymentIntents.retrieve(reference);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** The intent with its refunds and disputes. */
async function whole(stripe: Stripe, intent: Stripe.PaymentIntent): Promise<TransactionReport | undefined> {
  if (intent.status !== 'succeeded') return reportOf(intent, [], []);
  const of = { payment_intent: intent.id, limit: PER_TRANSACTION_MAX };
  const [refunds, disputes] = await Promise.all([stripe.refunds.list(of), stripe.disputes.list(of)]);
  return reportOf(intent, refunds.data, disputes.data);
}

function ours(report: TransactionReport | undefined): TransactionReport {
  if (report) return report;
  throw new Error('Stripe answered a payment intent without the names it was made with.');
}

const OF_INTENTS = ['payment_intent.', 'charge.', 'refund.'];

function readEvent(
  stripe: Stripe,
  secret: string,
  body: Uint8Array,
  signature: string,
  nowMs: number,
): GatewayEvent | undefined {
  const event = verified(stripe, secret, body, signature, nowMs);
  if (!OF_INTENTS.some((prefix) => event.type.startsWith(prefix))) return undefined;
  const about = event.data.object as { object: string; id: string; payment_intent?: string | { id: string } | null };
  const linked = about.object === 'payment_intent' ? about.id : about.payment_intent;
  const reference = typeof linked === 'string' ? linked : linked?.id;
  return reference === undefined ? undefined : { id: event.id, reference };
}

function verified(stripe: Stripe, secret: string, body: Uint8Array, signature: string, nowMs: number): Stripe.Event {
  const toleranceSeconds = EVENT_AGE_MAX_MS / 1_000;
  try {
    const text = Buffer.from(body);
    return stripe.webhooks.constructEvent(text, signature, secret, toleranceSeconds, undefined, nowMs);
  } catch (error) {
    throw new AppError(
      'invalid_input',
      'The signature of this event does not fit or is too old: nothing was changed.',
      {},
      {
        cause: error,
      },
    );
  }
}

async function reached<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw asUnavailable(error);
  }
}
