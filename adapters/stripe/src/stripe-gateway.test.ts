import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gatewayContract } from '@shared-payments/port-contracts';
import Stripe from 'stripe';
import { fromStripeAmount, toStripeAmount } from './stripe-amounts.ts';
import { createStripeGateway } from './stripe-gateway.ts';
import { startFakeStripe } from './testing/fake-stripe.ts';

const SECRET = 'whsec_of_the_tests';

async function start() {
  const fake = await startFakeStripe();
  const server = { host: '127.0.0.1', port: fake.port, protocol: 'http' as const };
  const options = { apiKey: 'sk_test_none', webhookSecret: SECRET, returnUrl: 'https://pay.example', server };
  return { fake, gateway: createStripeGateway(options) };
}

const stripe = new Stripe('sk_test_none');

function eventOf(object: object, atMs: number, type = 'payment_intent.succeeded') {
  const payload = JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } });
  const signature = stripe.webhooks.generateTestHeaderString({
    payload,
    secret: SECRET,
    timestamp: Math.trunc(atMs / 1_000),
  });
  return { body: Buffer.from(payload), signature };
}

gatewayContract('stripe, against its recorded shapes', async () => {
  const { fake, gateway } = await start();
  return {
    gateway,
    now: Date.now,
    instruments: { succeeds: 'pm_card_visa', declined: 'pm_card_declined', needsAction: 'pm_action' },
    event: (reference, atMs) => eventOf({ id: reference, object: 'payment_intent' }, atMs),
    close: fake.close,
  };
});

const request = (instrument: string) => ({
  ...{ transactionId: 't-1', paymentId: 'p-1', groupId: 'g-1' },
  ...{ amountMinor: 1_234, currency: 'EUR', instrument },
});

describe('Stripe', () => {
  it('is asked again under the same key when the answer got lost, and charged once', async (test) => {
    const { fake, gateway } = await start();
    test.after(() => fake.close());
    // The library itself asks once more when a connection was closed.
    fake.failNext('drop', 2);
    await assert.rejects(gateway.charge(request('pm_card_visa')), { code: 'unavailable' });
    const { reference, state } = await gateway.charge(request('pm_card_visa'));
    assert.deepEqual([reference, state], ['pi_1', 'captured']);
  });

  it('leaves the outcome open when it fails or is too busy', async (test) => {
    const { fake, gateway } = await start();
    test.after(() => fake.close());
    for (const failure of [500, 429] as const) {
      fake.failNext(failure);
      await assert.rejects(gateway.charge(request('pm_card_visa')), { code: 'unavailable' });
    }
    assert.equal(fake.requests.length, 2, 'nothing is repeated behind our back');
  });

  it('closes what was declined, so that no other card pays it later, and tells which declines may pass', async (test) => {
    const { fake, gateway } = await start();
    test.after(() => fake.close());
    const declined = await gateway.charge(request('pm_card_declined'));
    assert.deepEqual([declined.reason, declined.mayRetry], ['insufficient_funds', false]);
    assert.ok(fake.requests.includes('POST /v1/payment_intents/pi_1/cancel'));
    const later = await gateway.charge({ ...request('pm_card_try_later'), transactionId: 't-2' });
    assert.equal(later.mayRetry, true);
  });

  it('counts a dispute once money moved, and tells it in the report', async (test) => {
    const { fake, gateway } = await start();
    test.after(() => fake.close());
    const { reference } = await gateway.charge(request('pm_card_visa'));
    fake.addDispute(reference, 'needs_response');
    const report = await gateway.find({ transactionId: null, reference });
    assert.deepEqual(report?.chargebacks, [{ reference: 'dp_1', amountMinor: 1_234, state: 'open' }]);
    const { lines } = await gateway.report({ fromMs: 0, untilMs: Date.now() + 1_000 });
    assert.deepEqual(
      lines.map(({ kind, subject, feeMinor, paymentId }) => [kind, subject, feeMinor, paymentId]),
      [
        ['chargeback', 'dp_1', 1_500, 'p-1'],
        ['charge', 't-1', 43, 'p-1'],
      ],
    );
  });

  it('reads events of refunds and disputes by their payment intent, and leaves others alone', async (test) => {
    const { fake, gateway } = await start();
    test.after(() => fake.close());
    const read = (object: object, type: string) => {
      const { body, signature } = eventOf(object, Date.now(), type);
      return gateway.readEvent(body, signature, Date.now());
    };
    assert.deepEqual(read({ id: 'du_1', object: 'dispute', payment_intent: 'pi_7' }, 'charge.dispute.created'), {
      id: 'evt_1',
      reference: 'pi_7',
    });
    assert.equal(read({ id: 're_1', object: 'refund', payment_intent: 'pi_8' }, 'refund.failed')?.reference, 'pi_8');
    assert.equal(read({ id: 'cus_1', object: 'customer' }, 'customer.created'), undefined);
  });

  it('counts in its own units where they differ from the currency’s', () => {
    assert.deepEqual([toStripeAmount(500, 'ISK'), fromStripeAmount(50_000, 'ISK')], [50_000, 500]);
    assert.deepEqual([toStripeAmount(1_000, 'JPY'), toStripeAmount(1_000, 'KWD')], [1_000, 1_000]);
    assert.equal(toStripeAmount(1_000, 'MGA'), 10);
    assert.throws(() => toStripeAmount(1_050, 'MGA'), { code: 'invalid_input' });
  });
});
