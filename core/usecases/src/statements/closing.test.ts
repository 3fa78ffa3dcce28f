import assert from 'node:assert/strict';
import { hash } from 'node:crypto';
import { describe, it } from 'node:test';
import { createMemoryFiles, createMemoryStore } from '@shared-payments/adapter-memory';
import { parseBundle, serialiseBundle } from '@shared-payments/domain';
import { getBalances } from '../balances/get-balances.ts';
import { type Bill, bills } from '../bills/bill.ts';
import { createBill } from '../bills/create-bill.ts';
import { reverseBill } from '../bills/reverse-bill.ts';
import { updateBill } from '../bills/update-bill.ts';
import { examineStore } from '../doctor/examine-store.ts';
import { exportBundle } from '../exchange/export-bundle.ts';
import { importBundle } from '../exchange/import-bundle.ts';
import { createGroup } from '../groups/create-group.ts';
import { groupPartition } from '../groups/rights.ts';
import { entries, ownDate } from '../ledger/collections.ts';
import { recordPayment } from '../payments/record-payment.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { canonicalJson, contentHash } from './canonical-json.ts';
import { closeMonth } from './close-month.ts';
import { type FrozenStatement, frozenStatementId, frozenStatements } from './closing.ts';
import { getStatement } from './get-statement.ts';
import { listCorrections } from './list-corrections.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const ROUNDS = Number(process.env.ROUNDS ?? 12);
const STEPS = 60;
const MONTHS = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'];

async function openFlat(today = '2026-07-02') {
  const clock = { now: Date.parse(`${today}T12:00:00Z`) };
  let made = 0;
  const services: Services = {
    store: createMemoryStore(),
    files: createMemoryFiles(),
    now: () => clock.now,
    newId: () => {
      made += 1;
      return `id-${String(made).padStart(6, '0')}`;
    },
    sign: (text) => text,
  };
  const as = (ifVersion?: number): RequestContext => ({
    userId: 'ana',
    requestId: 'test',
    ...(ifVersion === undefined ? {} : { ifVersion }),
  });
  const start = {
    name: 'Flat',
    myName: 'Ana',
    currency: 'EUR',
    timeZone: 'Europe/Skopje',
    memberNames: ['Marko', 'Iva'],
  };
  const group = await createGroup(services, as(), start);
  const memberIds = group.members.map(({ id }) => id);
  const [ana = '', marko = '', iva = ''] = memberIds;
  const facts = (date: string, totalMinor: number, payer = ana, currency = 'EUR') => ({
    title: `Bill of ${date}`,
    date,
    currency,
    totalMinor,
    payers: [{ memberId: payer, amountMinor: totalMinor }],
    split: { method: 'equal', participants: memberIds } as const,
  });
  return { services, clock, as, group, memberIds, ana, marko, iva, facts };
}

type Flat = Awaited<ReturnType<typeof openFlat>>;

const statementOf = ({ services, as, group }: Flat, memberId: string, month: string) =>
  getStatement(services, as(), group.id, memberId, month);

async function frozenIn({ services, group }: Flat): Promise<ReadonlyMap<string, string>> {
  const all = await services.store.documentsOf(groupPartition(group.id));
  const frozen = all.filter(({ collection }) => collection === 'statements');
  return new Map(frozen.map(({ document }) => [document.id, canonicalJson(document)]));
}

describe('a closed month', () => {
  it('keeps its statements, and what is changed of it later is a correction on the first open day', async () => {
    const flat = await openFlat();
    const { services, as, group, ana, marko, facts } = flat;
    const rent = await createBill(services, as(), group.id, facts('2026-05-03', 30_000));
    await closeMonth(services, as(), group.id, '2026-05');
    const before = await statementOf(flat, marko, '2026-05');
    await updateBill(services, as(1), group.id, rent.id, facts('2026-05-03', 36_000));

    assert.deepEqual(await statementOf(flat, marko, '2026-05'), before);
    assert.equal(before.currencies[0]?.closingMinor, -10_000);
    const [june] = (await statementOf(flat, marko, '2026-06')).currencies;
    assert.deepEqual([june?.openingMinor, june?.closingMinor], [-10_000, -12_000]);
    const [line] = june?.lines ?? [];
    const correction = { bookedOn: '2026-06-01', beforeMinor: -10_000, afterMinor: -12_000 };
    assert.deepEqual([line?.date, line?.netMinor, line?.correction], ['2026-05-03', -2_000, correction]);

    const { corrections } = await listCorrections(services, as(), group.id, '2026-05');
    assert.equal(corrections.length, 1);
    assert.deepEqual([corrections[0]?.by, corrections[0]?.causeId], [ana, rent.id]);
    assert.deepEqual(
      corrections[0]?.members.find(({ memberId }) => memberId === marko),
      { memberId: marko, beforeMinor: -10_000, afterMinor: -12_000 },
    );
    assert.deepEqual((await examineStore(services.store)).findings, []);
  });

  it('is one that is over on the group’s own clocks, is closed once, and takes open months before it along', async () => {
    const flat = await openFlat();
    const { services, clock, as, group, facts } = flat;
    for (const month of ['2026-02', '2026-04', '2026-06'])
      await createBill(services, as(), group.id, facts(`${month}-28`, 3_001));
    clock.now = Date.parse('2026-06-30T21:59:59Z');
    await assert.rejects(closeMonth(services, as(), group.id, '2026-06'), { code: 'state_not_allowed' });
    assert.equal((await frozenIn(flat)).size, 0);
    clock.now = Date.parse('2026-06-30T22:00:00Z');
    await closeMonth(services, as(), group.id, '2026-06');
    assert.equal((await frozenIn(flat)).size, 3 * 3);
    await assert.rejects(closeMonth(services, as(), group.id, '2026-06'), { code: 'state_not_allowed' });
    await assert.rejects(closeMonth(services, as(), group.id, '2026-03'), { code: 'state_not_allowed' });
    await assert.rejects(closeMonth(services, as(), group.id, '2026-13'), { code: 'invalid_input' });
    await assert.rejects(closeMonth(services, { ...as(), userId: 'eva' }, group.id, '2026-06'), { code: 'not_found' });
  });

  it('answers a repeated request as it answered the first', async () => {
    const { services, as, group, facts } = await openFlat();
    for (const date of ['2026-04-01', '2026-05-01']) await createBill(services, as(), group.id, facts(date, 900));
    const once = { ...as(), idempotencyKey: 'close-may' };
    const first = await closeMonth(services, once, group.id, '2026-05');
    assert.deepEqual(await closeMonth(services, once, group.id, '2026-05'), first);
  });

  it('goes to another server as it was frozen, and a bundle with a changed statement is refused', async () => {
    const flat = await openFlat();
    const { services, as, group, facts } = flat;
    const rent = await createBill(services, as(), group.id, facts('2026-05-03', 30_000));
    await closeMonth(services, as(), group.id, '2026-05');
    await reverseBill(services, as(1), group.id, rent.id);
    const { text } = await exportBundle(services, as(), group.id);
    const there: Flat = { ...flat, services: { ...services, store: createMemoryStore(), files: createMemoryFiles() } };
    await importBundle(there.services, as(), { text });
    assert.deepEqual(await frozenIn(there), await frozenIn(flat));
    assert.deepEqual(await statementOf(there, flat.marko, '2026-06'), await statementOf(flat, flat.marko, '2026-06'));
    assert.deepEqual((await examineStore(there.services.store)).findings, []);

    const sha256 = (content: string) => hash('sha256', content, 'hex');
    const bundle = parseBundle(text, sha256);
    const [first, ...rest] = bundle.collections.statements ?? [];
    const changed = { ...first, id: String(first?.id), content: { ...(first?.content as object), month: '2026-04' } };
    const collections = { ...bundle.collections, statements: [changed, ...rest] };
    const forged = serialiseBundle({ ...bundle, collections }, sha256);
    const nowhere = { ...services, store: createMemoryStore() };
    await assert.rejects(importBundle(nowhere, as(), { text: forged }), { code: 'import_refused' });
  });

  it('that was tampered with is refused to its readers and named by the doctor', async () => {
    const flat = await openFlat();
    const { services, as, group, marko, facts } = flat;
    await createBill(services, as(), group.id, facts('2026-05-03', 30_000));
    await closeMonth(services, as(), group.id, '2026-05');
    const id = frozenStatementId('2026-05', marko);
    const info = { partition: groupPartition(group.id), verb: 'test/tamper', actor: 'eva', requestId: 'test', at: 0 };
    await services.store.transact(info, async (reader) => {
      const frozen = (await reader.get(frozenStatements, info.partition, id)) as FrozenStatement;
      const document = { ...frozen, version: 2, content: { ...frozen.content, month: '2026-04' } };
      return { writes: [{ collection: frozenStatements, id, version: 2, document }], answer: null };
    });
    await assert.rejects(statementOf(flat, marko, '2026-05'), { code: 'content_damaged' });
    const { findings } = await examineStore(services.store);
    assert.deepEqual(
      findings.map(({ what }) => what),
      ['statement'],
    );
  });
});

describe('the canonical text', () => {
  it('is the same for equal content and holds names in order', () => {
    assert.equal(
      canonicalJson({ b: [1, null], 10: 'x', 9: { d: 'é"', c: true } }),
      '{"10":"x","9":{"c":true,"d":"é\\""},"b":[1,null]}',
    );
    assert.equal(contentHash({ a: 1, b: 2 }), contentHash({ b: 2, a: 1 }));
  });
});

function randomFrom(start: number) {
  let state = start >>> 0;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  return { below, pick: <T>(list: readonly T[]): T => list[below(list.length)] as T };
}

async function liveThrough(flat: Flat, random: ReturnType<typeof randomFrom>) {
  const { services, as, group, memberIds, facts } = flat;
  const made: string[] = [];
  const anyFacts = () =>
    facts(
      `${random.pick(MONTHS)}-${String(1 + random.below(28)).padStart(2, '0')}`,
      1 + random.below(99_999),
      random.pick(memberIds),
      random.pick(['EUR', 'EUR', 'JPY']),
    );
  const frozen = new Map<string, string>();
  let closed = -1;
  for (let step = 0; step < STEPS; step += 1) {
    const choice = random.below(10);
    const id = made.length > 0 ? random.pick(made) : undefined;
    const bill: Bill | undefined = (id && (await services.store.get(bills, groupPartition(group.id), id))) || undefined;
    if (choice < 4 || !bill) made.push((await createBill(services, as(), group.id, anyFacts())).id);
    else if (choice < 7 && bill.state === 'approved')
      await updateBill(
        services,
        as(bill.version),
        group.id,
        bill.id,
        random.below(3) ? { ...anyFacts(), date: bill.date } : anyFacts(),
      );
    else if (choice === 7 && bill.state === 'approved')
      await reverseBill(services, as(bill.version), group.id, bill.id);
    else if (choice === 8) {
      const [from, to] = [0, 1].map((at) => memberIds[(step + at) % memberIds.length] as string);
      const payment = { from: from ?? '', to: to ?? '', amountMinor: 1 + random.below(5_000), currency: 'EUR' };
      await recordPayment(services, as(), group.id, { ...payment, date: anyFacts().date });
    } else if (closed < MONTHS.length - 1 && random.below(3) === 0) {
      closed += 1 + random.below(Math.min(2, MONTHS.length - 1 - closed));
      await closeMonth(services, as(), group.id, MONTHS[closed] as string);
      for (const [key, text] of await frozenIn(flat)) if (!frozen.has(key)) frozen.set(key, text);
    }
  }
  return { frozen, closed };
}

async function assertStatementsAddUp(flat: Flat): Promise<void> {
  const { services, as, group, memberIds } = flat;
  const balances = await getBalances(services, as(), group.id);
  for (const memberId of memberIds) {
    const closing = new Map<string, number>();
    for (const month of [...MONTHS, '2026-07']) {
      for (const part of (await statementOf(flat, memberId, month)).currencies) {
        assert.equal(
          part.openingMinor,
          closing.get(part.currency) ?? 0,
          `${memberId} ${month} opens as it closed before`,
        );
        const sum = part.lines.reduce((total, { netMinor }) => total + netMinor, part.openingMinor);
        assert.equal(part.closingMinor, sum, `${memberId} ${month} adds up`);
        closing.set(part.currency, part.closingMinor);
      }
    }
    for (const { currency, members } of balances)
      assert.equal(closing.get(currency) ?? 0, members.find((one) => one.memberId === memberId)?.amountMinor ?? 0);
  }
}

/** Frozen closing plus what changed since is the sum of everything that belongs to that day or before. */
async function assertCorrectionsExplain(flat: Flat, month: string): Promise<void> {
  const { services, as, group, memberIds } = flat;
  const { corrections } = await listCorrections(services, as(), group.id, month);
  const range = { index: 'byDate', limit: 1_000 };
  const all = (await services.store.list(entries, groupPartition(group.id), range)).map(({ document }) => document);
  for (const memberId of memberIds) {
    for (const { currency, closingMinor } of (await statementOf(flat, memberId, month)).currencies) {
      const since = corrections
        .filter((one) => one.currency === currency)
        .flatMap(({ members }) => members.filter((one) => one.memberId === memberId))
        .reduce((sum, { beforeMinor, afterMinor }) => sum + afterMinor - beforeMinor, 0);
      const owned = all
        .filter((entry) => entry.currency === currency && ownDate(entry) <= `${month}-31`)
        .flatMap(({ lines }) => lines.filter(({ account }) => account === `member:${memberId}`))
        .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
      assert.equal(closingMinor + since, owned, `${memberId} ${month} ${currency}`);
    }
  }
}

describe('random groups with closings in between', () => {
  it('never change what was frozen, and every statement follows from the one before', async (context) => {
    context.diagnostic(`SEED=${seed}`);
    let frozenCount = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const flat = await openFlat();
      const { frozen, closed } = await liveThrough(flat, randomFrom(seed + round));
      frozenCount += frozen.size;
      const now = await frozenIn(flat);
      for (const [key, text] of frozen) assert.equal(now.get(key), text, `SEED=${seed} round ${round}: ${key}`);
      await assertStatementsAddUp(flat);
      const closedMonths = MONTHS.slice(0, closed + 1).filter((month) => frozen.has(`${month}-${flat.ana}`));
      for (const month of closedMonths) await assertCorrectionsExplain(flat, month);
      assert.deepEqual((await examineStore(flat.services.store)).findings, [], `SEED=${seed} round ${round}`);
    }
    assert.ok(frozenCount > 0);
  });
});
