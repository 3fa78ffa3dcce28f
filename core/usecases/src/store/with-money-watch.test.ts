import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMemoryStore } from '@shared-payments/adapter-memory';
import { type Bill, bills } from '../bills/bill.ts';
import { put } from '../command/writes.ts';
import { balances, entries } from '../ledger/collections.ts';
import type { CommandInfo, Write } from '../ports/store.ts';
import { withMoneyWatch } from './with-money-watch.ts';

const info = (key: string): CommandInfo => ({
  partition: 'group:g',
  verb: 'test/write',
  actor: 'ana',
  requestId: 'r',
  at: 0,
  idempotency: { key, fingerprint: 'f' },
});
const entry = (id: string, amounts: readonly number[]) =>
  put(entries, {
    id,
    version: 1,
    date: '2026-01-01',
    currency: 'EUR',
    lines: amounts.map((amountMinor, index) => ({ account: `member:${index}`, amountMinor })),
    cause: { kind: 'bill', id: 'b', version: 1 },
    reversalOf: null,
  });
const bill = (shares: readonly number[]): Write =>
  put(bills, {
    id: 'b',
    version: 1,
    date: '2026-01-01',
    totalMinor: 300,
    shares: shares.map((amountMinor, index) => ({ memberId: `${index}`, amountMinor })),
  } as unknown as Bill);

async function brokenAfter(writes: readonly Write[]): Promise<readonly string[]> {
  const store = withMoneyWatch(createMemoryStore());
  await store.transact(info('k'), async () => ({ writes, answer: null }));
  const invariants = store.moneyInvariants();
  assert.ok(invariants.every(({ holds, detail }) => holds === (detail === '')));
  return invariants.filter(({ holds }) => !holds).map(({ name }) => name);
}

describe('the watch over money', () => {
  it('has nothing to say about entries, sums and shares that add up', async () => {
    const sums = put(balances, { id: 'g', version: 1, balances: { EUR: { a: 2, b: -2 } }, rounding: {} });
    assert.deepEqual(await brokenAfter([entry('e', [200, -100, -100]), bill([100, 100, 100]), sums]), []);
  });

  it('names what does not add up', async () => {
    const sums = put(balances, { id: 'g', version: 1, balances: { EUR: { a: 2, b: -1 } }, rounding: {} });
    assert.deepEqual(await brokenAfter([entry('e', [200, -100])]), ['ledger balances']);
    assert.deepEqual(await brokenAfter([sums]), ['group sums']);
    assert.deepEqual(await brokenAfter([bill([100, 100])]), ['shares sum to the bill']);
  });

  it('finds a store that lets a key count twice, and nothing in one that replays', async () => {
    const good = withMoneyWatch(createMemoryStore());
    for (let time = 0; time < 2; time += 1)
      await good.transact(info('same'), async () => ({ writes: [entry('e', [1, -1])], answer: null }));
    assert.ok(good.moneyInvariants().every(({ holds }) => holds));
    const real = createMemoryStore();
    const forgetful = withMoneyWatch({
      ...real,
      transact: ({ idempotency: _forgotten, ...rest }, command) => real.transact(rest, command),
    });
    for (const id of ['e', 'f'])
      await forgetful.transact(info('same'), async () => ({ writes: [entry(id, [1, -1])], answer: null }));
    assert.deepEqual(
      forgetful.moneyInvariants().filter(({ holds }) => !holds),
      [{ name: 'no key twice', holds: false, detail: 'commits 1 and 2' }],
    );
  });
});
