import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createStripeGateway } from '../stripe-gateway.ts';

// node adapters/stripe/src/official/run-against-stripe-mock.ts <stripe-mock> <fixtures3.json>
// The adapter against Stripe's own mock, which refuses what Stripe's description does not know. Not part of `npm test`: its
// program comes with `go install github.com/stripe/stripe-mock@v0.197.0`, and its answers are the same whatever is asked.

const [program = '', fixturesPath = ''] = process.argv.slice(2);
const NAMES = { transactionId: 't-1', paymentId: 'p-1', groupId: 'g-1' };
const REFUND = { refundId: 'r-1', transactionId: 't-1', reference: 'pi_123', amountMinor: 200 };
const READY_TRIES_MAX = 100;
const READY_WAIT_MS = 100;

type Resource = Record<string, unknown>;
interface Fixtures {
  readonly resources: Readonly<Record<string, Resource>>;
}

const folder = mkdtempSync(join(tmpdir(), 'shared-payments-stripe-mock-'));
let mock: ChildProcess | undefined;
try {
  const port = await freePort();
  mock = spawn(
    program,
    ['-http-addr', `127.0.0.1:${port}`, '-https-addr', '127.0.0.1:0', '-fixtures', namedFixtures()],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  await untilReady(port);
  await walk(port);
} finally {
  mock?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
}

async function walk(port: number): Promise<void> {
  const server = { host: '127.0.0.1', port, protocol: 'http' as const };
  const options = { apiKey: 'sk_test_123', webhookSecret: 'whsec_', returnUrl: 'https://pay.example', server };
  const gateway = createStripeGateway(options);
  const charge = { ...NAMES, amountMinor: 1_234, currency: 'EUR', instrument: 'pm_card_visa' };
  const steps = {
    charge: () => gateway.charge(charge),
    'find by its name': () => gateway.find({ transactionId: null, reference: 'pi_123' }),
    'find by ours': () => gateway.find({ transactionId: 't-1', reference: null }),
    cancel: () => gateway.cancel({ transactionId: 't-1', reference: 'pi_123' }),
    refund: () => gateway.refund(REFUND),
  };
  for (const [name, step] of Object.entries(steps)) {
    const report = await step();
    const { transactionId, paymentId, groupId } = report ?? {};
    assert.deepEqual({ transactionId, paymentId, groupId }, NAMES, name);
    console.log(`${name}: ${report?.state}, ${report?.refunds.length} refunds, ${report?.chargebacks.length} disputes`);
  }
  // The mock answers a source of any kind by its id alone, so there is no line to make of it: the request is what is checked.
  await gateway.report({ fromMs: 0, untilMs: Date.now() });
  console.log('report: accepted');
}

/** Stripe's own fixtures, with our names where the adapter put them: the mock gives back what it has, not what it was sent. */
function namedFixtures(): string {
  const { resources } = JSON.parse(readFileSync(fixturesPath, 'utf8')) as Fixtures;
  const named: Record<string, Resource> = { ...resources };
  const intent = { ...resources.payment_intent, status: 'succeeded', amount_received: 1_234, metadata: NAMES };
  named.payment_intent = intent;
  named.refund = { ...resources.refund, status: 'succeeded', metadata: { ...NAMES, refundId: REFUND.refundId } };
  const path = join(folder, 'fixtures.json');
  writeFileSync(path, JSON.stringify({ resources: named }));
  return path;
}

async function untilReady(port: number): Promise<void> {
  for (let tries = 0; tries < READY_TRIES_MAX; tries += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/v1/charges`, {
      headers: { authorization: 'Bearer sk_test_123' },
    }).catch(() => undefined);
    if (answer?.ok) return;
    await wait(READY_WAIT_MS);
  }
  throw new Error('stripe-mock was not ready in time.');
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
