import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import Stripe from 'stripe';
import { createStripeGateway } from '../stripe-gateway.ts';
import { type Exchange, startFakeStripe } from '../testing/fake-stripe.ts';
import { DISPUTE_STATES, INTENT_STATES, REFUND_STATES } from '../transaction-report.ts';
import { askedOf, type FieldShape, type OfficialShapes } from './shapes.ts';

const official = JSON.parse(readFileSync(join(import.meta.dirname, 'shapes.json'), 'utf8')) as OfficialShapes;

type Json = Readonly<Record<string, unknown>>;

/** Where `value` is other than Stripe says its object of this name is. */
function problemsOf(name: string, value: Json): readonly string[] {
  const shape = official.objects[name] ?? {};
  const wrong = Object.entries(value).flatMap(([field, content]) => {
    const known = shape[field];
    if (!known) return [`${name}.${field} is not in Stripe's description, or nobody relies on it`];
    return isOf(known, content) ? [] : [`${name}.${field} is ${JSON.stringify(content)}`];
  });
  const missing = Object.keys(shape).filter((field) => shape[field]?.isRequired === true && !(field in value));
  return [...wrong, ...missing.map((field) => `${name}.${field} is missing`)];
}

function isOf({ types, values }: FieldShape, content: unknown): boolean {
  const type = content === null ? 'null' : Array.isArray(content) ? 'array' : typeof content;
  const isType = types.some(
    (one) => one === type || (type === 'number' && one === 'integer' && Number.isInteger(content)),
  );
  return isType && (values === undefined || typeof content !== 'string' || values.includes(content));
}

/** Every object of Stripe's in an answer, however deep. */
function objectsIn(body: unknown): readonly (readonly [name: string, value: Json])[] {
  if (typeof body !== 'object' || body === null) return [];
  const value = body as Json;
  const inner = Object.values(value).flatMap(objectsIn);
  if (typeof value.object === 'string' && value.object in official.objects) return [[value.object, value], ...inner];
  return 'error' in value ? [['api_errors', value.error as Json], ...inner] : inner;
}

/** Everything the adapter ever asks, and every answer the testing server has for it. */
async function everyExchange(): Promise<readonly Exchange[]> {
  const fake = await startFakeStripe();
  const server = { host: '127.0.0.1', port: fake.port, protocol: 'http' as const };
  const gateway = createStripeGateway({
    apiKey: 'sk_test_none',
    webhookSecret: 'whsec_',
    returnUrl: 'https://a.b',
    server,
  });
  const charge = (instrument: string) =>
    gateway.charge({
      ...{ transactionId: `t-${instrument}`, paymentId: 'p', groupId: 'g' },
      ...{ amountMinor: 1_234, currency: 'EUR', instrument },
    });
  try {
    const { reference } = await charge('pm_card_visa');
    for (const instrument of ['pm_card_declined', 'pm_card_try_later']) await charge(instrument);
    const waiting = await charge('pm_action');
    await assert.rejects(charge('pm_nobody_has_this'));
    await gateway.cancel({ transactionId: null, reference: waiting.reference });
    const refund = { refundId: 'r-1', transactionId: 't', reference, amountMinor: 200 };
    await gateway.refund(refund);
    await assert.rejects(gateway.refund({ ...refund, refundId: 'r-2', amountMinor: 9_999 }));
    fake.addDispute(reference, 'needs_response');
    await gateway.find({ transactionId: null, reference });
    await gateway.find({ transactionId: 't-pm_card_visa', reference: null });
    await gateway.find({ transactionId: null, reference: 'pi_nobody' });
    await gateway.report({ fromMs: 0, untilMs: Date.now() + 1_000 });
    await gateway.report({ fromMs: 0, untilMs: Date.now() + 1_000, cursor: 'txn_2' });
    for (const failure of [429, 500] as const) {
      fake.failNext(failure);
      await assert.rejects(gateway.find({ transactionId: null, reference }), { code: 'unavailable' });
    }
    return fake.exchanges;
  } finally {
    await fake.close();
  }
}

describe(`what Stripe publishes of itself (${official.source}, ${official.version})`, () => {
  let exchanges: readonly Exchange[] = [];
  before(async () => {
    exchanges = await everyExchange();
  });

  it('knows every request of the adapter and each of its parameters', () => {
    const asked = new Set(exchanges.map(({ method, path }) => askedOf(method, path)));
    assert.deepEqual([...asked].toSorted(), Object.keys(official.requests).toSorted());
    for (const { method, path, parameters } of exchanges) {
      const allowed = official.requests[askedOf(method, path)] ?? [];
      const unknown = parameters.map((one) => one.replace(/\[.*$/, '')).filter((one) => !allowed.includes(one));
      assert.deepEqual(unknown, [], `${method} ${path}`);
    }
  });

  it('is what the testing server answers, field by field', () => {
    const objects = exchanges.flatMap(({ body }) => objectsIn(body));
    const seen = new Set(objects.map(([name]) => name));
    const expected = ['api_errors', 'balance_transaction', 'charge', 'dispute', 'payment_intent', 'refund'];
    assert.deepEqual([...seen].toSorted(), expected);
    assert.deepEqual([...new Set(objects.flatMap(([name, value]) => problemsOf(name, value)))], []);
  });

  it('finds a field that is of another name, type or value', () => {
    const [, intent] =
      exchanges.flatMap(({ body }) => objectsIn(body)).find(([name]) => name === 'payment_intent') ?? [];
    assert.ok(intent);
    for (const wrong of [{ amount: '12' }, { status: 'paid' }, { captured: 1 }, { id: undefined }])
      assert.equal(problemsOf('payment_intent', { ...intent, ...wrong }).length, 1, JSON.stringify(wrong));
  });

  it('has no state of an intent, refund or dispute that the adapter has not thought of', () => {
    const values = (name: string) => official.objects[name]?.status?.values;
    assert.deepEqual(Object.keys(INTENT_STATES).toSorted(), values('payment_intent')?.toSorted());
    assert.deepEqual(Object.keys(DISPUTE_STATES).toSorted(), values('dispute')?.toSorted());
    // Its description lists these in words only: pending, requires_action, succeeded, failed, canceled.
    const refunds = ['canceled', 'failed', 'pending', 'requires_action', 'succeeded'];
    assert.deepEqual([values('refund'), Object.keys(REFUND_STATES).toSorted()], [undefined, refunds]);
  });

  it('is of events as the adapter reads them', () => {
    const payload = JSON.stringify({ id: 'evt_1', object: 'event', type: 'refund.failed', data: { object: {} } });
    assert.deepEqual(problemsOf('event', JSON.parse(payload)), []);
    const stripe = new Stripe('sk_test_none');
    const header = stripe.webhooks.generateTestHeaderString({ payload, secret: 'whsec_' });
    assert.equal(stripe.webhooks.constructEvent(payload, header, 'whsec_').type, 'refund.failed');
  });
});
