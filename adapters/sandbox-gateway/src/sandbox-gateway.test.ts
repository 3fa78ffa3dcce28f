import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { gatewayContract } from '@shared-payments/port-contracts';
import { type Book, createMemoryBook, createSqliteBook } from './book.ts';
import { signatureOf } from './events.ts';
import { createSandboxGateway } from './sandbox-gateway.ts';

const SECRET = 'a secret of the tests';
const folder = mkdtempSync(join(tmpdir(), 'shared-payments-sandbox-'));
after(() => rmSync(folder, { recursive: true }));
let files = 0;
const fileOf = () => {
  files += 1;
  return join(folder, `${files}.db`);
};

const instruments = { succeeds: 'sandbox_succeed', declined: 'sandbox_decline', needsAction: 'sandbox_action_never' };
const under = async (book: Book) => ({
  gateway: createSandboxGateway({ book, secret: SECRET, now: Date.now }),
  now: Date.now,
  instruments,
  event: (reference: string, atMs: number) => {
    const body = JSON.stringify({ id: 'evt_1', reference });
    return { body: Buffer.from(body), signature: signatureOf(SECRET, body, atMs) };
  },
  close: async () => book.close(),
});
gatewayContract('sandbox in memory', () => under(createMemoryBook()));
gatewayContract('sandbox on disk', () => under(createSqliteBook(fileOf())));

const request = (instrument: string, transactionId = 'p-1') => ({
  ...{ transactionId, paymentId: 'p', groupId: 'g' },
  ...{ amountMinor: 1_000, currency: 'EUR', instrument },
});

describe('the sandbox', () => {
  const start = (book = createMemoryBook()) => {
    const clock = { now: 1_000_000_000_000 };
    return { clock, book, gateway: createSandboxGateway({ book, secret: SECRET, now: () => clock.now }) };
  };

  it('charges and then gives no answer, and says so when it is asked again', async () => {
    const { gateway } = start();
    await assert.rejects(gateway.charge(request('sandbox_timeout')), { code: 'unavailable' });
    assert.equal((await gateway.charge(request('sandbox_timeout'))).state, 'captured');
  });

  it('forgets a key after a day: the same request is another charge then', async () => {
    const { gateway, clock } = start();
    const first = await gateway.charge(request('sandbox_succeed'));
    clock.now += 24 * 3_600_000;
    assert.notEqual((await gateway.charge(request('sandbox_succeed'))).reference, first.reference);
  });

  it('finds a new transaction by our name only after a minute', async () => {
    const { gateway, clock } = start();
    await gateway.charge(request('sandbox_succeed'));
    const key = { transactionId: 'p-1', reference: null };
    assert.equal(await gateway.find(key), undefined);
    clock.now += 60_000;
    assert.equal((await gateway.find(key))?.state, 'captured');
  });

  it('sends an event until it is taken, a doubled one twice, a late one hours later', async () => {
    const { gateway, clock } = start();
    await gateway.charge(request('sandbox_succeed', 'once'));
    await gateway.charge(request('sandbox_double_event', 'twice'));
    await gateway.charge(request('sandbox_late_event', 'late'));
    clock.now += 1_000;
    const heard: string[] = [];
    const hear = async (isTaken: boolean) => {
      await gateway.deliver(async (body) => {
        heard.push(JSON.parse(body).reference);
        return isTaken;
      });
      clock.now += 3_000;
    };
    await hear(false);
    assert.deepEqual(heard.splice(0), ['sbx_once', 'sbx_twice']);
    for (let round = 0; round < 3; round += 1) await hear(true);
    assert.deepEqual(heard.splice(0).toSorted(), ['sbx_once', 'sbx_twice', 'sbx_twice']);
    clock.now += 6 * 3_600_000;
    await hear(true);
    assert.deepEqual(heard, ['sbx_late']);
  });

  it('does the same for the same seed, and different things for different transactions', async () => {
    const outcome = async (transactionId: string) => {
      const { gateway } = start();
      const seeded = request('sandbox_seed_7', transactionId);
      return gateway.charge(seeded).then(
        ({ state, reason }) => `${state} ${reason}`,
        (error) => error.code,
      );
    };
    const ids = Array.from({ length: 40 }, (_, number) => `t-${number}`);
    const [first, second] = [await Promise.all(ids.map(outcome)), await Promise.all(ids.map(outcome))];
    assert.deepEqual(first, second);
    assert.ok(new Set(first).size >= 4);
  });

  it('keeps its book when the process ends', async () => {
    const path = fileOf();
    const first = start(createSqliteBook(path));
    const { reference } = await first.gateway.charge(request('sandbox_succeed'));
    first.book.close();
    const second = start(createSqliteBook(path));
    assert.equal((await second.gateway.find({ transactionId: null, reference }))?.capturedMinor, 1_000);
    second.book.close();
  });
});
