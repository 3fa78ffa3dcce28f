import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMemoryCoordination, createMemoryFiles, createMemoryStore } from '@shared-payments/adapter-memory';
import {
  type BusinessFigures,
  countBusiness,
  createGroup,
  groupPartition,
  type Partition,
  payments,
  type ReaderPositions,
  readBusiness,
  recordPayment,
  type Services,
  successRatio,
} from '@shared-payments/usecases';
import { v7 } from 'uuid';
import { livePayments } from '../testing/live-payments.ts';
import { createPaymentWorld } from '../testing/payment-world.ts';
import { seededChance } from '../testing/seeded-chance.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const DAY_MS = 86_400_000;
const MANY = 1_000;

async function figuresOf(services: Services, positions: ReaderPositions = createMemoryCoordination()) {
  while ((await countBusiness(services, positions)) > 0);
  const figures = await readBusiness(positions);
  assert.ok(figures);
  return figures;
}

/** What a payment's documents say, apart from the log. */
async function recounted({ store }: Services, groupId: string) {
  const found = await store.list(payments, groupPartition(groupId), { index: 'byDate', limit: MANY });
  const all = found.map(({ document }) => document);
  const sumOf = (some: typeof all) => ({
    count: some.length,
    sumMinor: String(some.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n)),
  });
  return {
    'payment EUR': sumOf(all.filter(({ course, state }) => course !== undefined && state === 'posted')),
    'refund EUR': sumOf(all.filter(({ origin }) => origin?.kind === 'refund')),
    'chargeback EUR': sumOf(all.filter(({ origin }) => origin?.kind === 'chargeback')),
  };
}

describe('the business figures', () => {
  it(`are what the payments say, after lives full of crashes, doubled events and retries (SEED=${seed})`, async () => {
    let counted = 0;
    for (let life = 0; life < 20; life += 1) {
      const world = await createPaymentWorld(seed + life);
      await livePayments(world);
      const { count } = await figuresOf(world.calm);
      const expected = Object.entries(await recounted(world.calm, world.group.id)).filter(([, { count: n }]) => n > 0);
      assert.deepEqual(Object.entries(count.moved).toSorted(), expected.toSorted(), `SEED=${seed + life}`);
      counted += expected.length;
    }
    assert.ok(counted > 20);
  });

  it(`are the same when the counter is killed at any moment, or two count at once (SEED=${seed})`, async () => {
    const chance = seededChance(seed);
    const world = await createPaymentWorld(seed);
    await livePayments(world);
    const expected = await figuresOf(world.calm);
    const kept = createMemoryCoordination();
    const dying: ReaderPositions = {
      load: kept.load,
      async save(reader, position) {
        if (chance.is(0.3)) throw new Error('Killed before it was kept.');
        await kept.save(reader, position);
        if (chance.is(0.3)) throw new Error('Killed after it was kept.');
      },
    };
    const short = { ...world.calm, store: shortPages(world.calm.store, 7) };
    for (let run = 0; run < 400; run += 1)
      await Promise.allSettled([countBusiness(short, dying), countBusiness(short, dying)]);
    assert.deepEqual(await figuresOf(world.calm, kept), expected);
  });

  it('count an account once in each window, and forget it a month later, also when nothing happens', async () => {
    const { services, clock, act } = await quiet();
    const positions = createMemoryCoordination();
    const active = async () => {
      await countBusiness(services, positions);
      const { day, week, month } = (await readBusiness(positions))?.active ?? {};
      return [day, week, month];
    };
    await act('ana');
    await act('ana');
    await act('bo');
    await signIn(services, 'cy');
    assert.deepEqual(await active(), [3, 3, 3]);
    clock.now += DAY_MS;
    await act('ana');
    assert.deepEqual(await active(), [1, 3, 3]);
    clock.now += 6 * DAY_MS;
    assert.deepEqual(await active(), [0, 1, 3]);
    clock.now += 23 * DAY_MS;
    assert.deepEqual(await active(), [0, 0, 1]);
    clock.now += DAY_MS;
    assert.deepEqual(await active(), [0, 0, 0]);
  });

  it('hold no id and no name, and no more features than a limit, whatever is in the log', async () => {
    const { services, act } = await quiet();
    await act('account-of-ana');
    for (let index = 0; index < 300; index += 1) await act('account-of-ana', `odd/verb-${index}`);
    const positions = createMemoryCoordination();
    const { count } = await figuresOf(services, positions);
    assert.deepEqual([Object.keys(count.uses).length, count.uses.other], [201, 102]);
    const kept = `${await positions.load('business')} ${await positions.load('business-active')}`;
    assert.doesNotMatch(kept, /account-of-ana|Flat|group:/);
  });

  it('tell of the last 30 days how many payments by a method came to a good end', async () => {
    const day = Math.floor(Date.parse('2026-03-31T00:00:00Z') / DAY_MS);
    const outcomesOfDays = {
      [day]: { 'card posted': 2, 'card failed': 1, 'card voided': 5, 'bank expired': 1 },
      [day - 29]: { 'card posted': 1 },
      [day - 30]: { 'card failed': 100 },
    };
    const count = { ...nothing(), outcomesOfDays };
    assert.equal(successRatio(count, 'card', day * DAY_MS), 3 / 4);
    assert.equal(successRatio(count, 'bank', day * DAY_MS), undefined);
  });

  it('count what was written down as volume, and not as success', async () => {
    const { services, groupId, members } = await quiet();
    const [from = '', to = ''] = members;
    const input = { from, to, amountMinor: 700, currency: 'JPY', date: '2026-03-01' };
    await recordPayment(services, { userId: 'account-of-ana', requestId: 't' }, groupId, input);
    const { count } = await figuresOf(services);
    assert.deepEqual([count.moved, count.outcomes], [{ 'payment JPY': { count: 1, sumMinor: '700' } }, {}]);
  });
});

function nothing(): BusinessFigures['count'] {
  return { moved: {}, outcomes: {}, outcomesOfDays: {}, uses: {}, countedUntilMs: 0 };
}

function shortPages(store: Services['store'], most: number): Services['store'] {
  return { ...store, readLog: (after, limit) => store.readLog(after, Math.min(most, limit)) };
}

async function quiet() {
  const clock = { now: Date.parse('2026-03-01T12:00:00Z') };
  const services: Services = {
    ...{ store: createMemoryStore(), files: createMemoryFiles(), newId: v7, sign: (text: string) => text },
    now: () => clock.now,
  };
  const { id, members } = await createGroup(
    services,
    { userId: 'account-of-ana', requestId: 't' },
    {
      ...{ name: 'Flat', myName: 'Ana', currency: 'EUR', timeZone: 'UTC', memberNames: ['Bo'] },
    },
  );
  clock.now += 40 * DAY_MS;
  const act = (actor: string, verb = 'bills/create-bill') => commitOf(services, groupPartition(id), actor, verb);
  return { clock, services, act, groupId: id, members: members.map((member) => member.id) };
}

let versions = 0;

async function commitOf(services: Services, partition: Partition, actor: string, verb: string, document: object = {}) {
  versions += 1;
  const id = `thing-${versions}`;
  const write = { collection: things, id, version: 1, document: { ...document, id, version: 1 } };
  const info = { partition, verb, actor, requestId: 't', at: services.now() };
  await services.store.transact(info, async () => ({ writes: [write], answer: null }));
}

const things = { name: 'identity-session', keys: () => [], globalKeys: () => [] };

const signIn = (services: Services, userId: string) =>
  commitOf(services, `user:${userId}`, 'identity', 'identity/create-session', { userId });
