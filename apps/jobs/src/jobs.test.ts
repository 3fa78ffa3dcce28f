import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { createMemoryCoordination, createMemoryFiles, createMemoryStore } from '@shared-payments/adapter-memory';
import { createTexts } from '@shared-payments/adapter-texts';
import {
  acceptInvitation,
  createBill,
  createGroup,
  createInvitation,
  createRecurringBill,
  type Group,
  getBalances,
  identityCollections,
  listBills,
  type Mail,
  put,
  type Services,
  updateGroup,
  userPartition,
} from '@shared-payments/usecases';
import { v7 } from 'uuid';
import { outboxJob } from './jobs/outbox.ts';
import { recurringBillsJob } from './jobs/recurring-bills.ts';
import { createScheduler } from './scheduler.ts';

const texts = createTexts();
const sign = (text: string) => createHmac('sha256', 'secret').update(text).digest('base64url');
const CONTEXT = { userId: 'ana', requestId: 'test' };

async function start(today: string) {
  const clock = { now: Date.parse(`${today}T12:00:00Z`) };
  const services: Services = {
    store: createMemoryStore(),
    files: createMemoryFiles(),
    now: () => clock.now,
    newId: v7,
    sign,
  };
  const group = await createGroup(services, CONTEXT, {
    name: 'Flat',
    myName: 'Ana',
    currency: 'EUR',
    timeZone: 'Europe/Skopje',
    memberNames: ['Marko'],
  });
  return { services, clock, group, coordination: createMemoryCoordination() };
}

const rent = (group: Group, startDate: string) => ({
  rule: { frequency: 'monthly' as const, interval: 1, startDate, anchorDay: 31 },
  template: {
    title: 'Rent',
    currency: 'EUR',
    totalMinor: 70_001,
    payers: [{ memberId: group.members[0]?.id ?? '', amountMinor: 70_001 }],
    split: { method: 'equal' as const, participants: group.members.map((member) => member.id) },
    dueInDays: 5,
  },
});

const datesOf = async (services: Services, groupId: string) =>
  (await listBills(services, CONTEXT, groupId, { limit: 100 })).bills.map((bill) => bill.date).toReversed();

describe('recurring bills', () => {
  it('makes exactly the missed ones after months without a scheduler, clamped to the end of each month', async () => {
    const { services, clock, group } = await start('2026-01-10');
    await createRecurringBill(services, CONTEXT, group.id, rent(group, '2026-01-31'));
    const job = recurringBillsJob(services);
    assert.equal(await job.run('r1'), undefined);
    clock.now = Date.parse('2026-05-15T00:00:00Z');
    assert.deepEqual(await job.run('r2'), { made: 4 });
    assert.equal(await job.run('r3'), undefined);
    assert.deepEqual(await datesOf(services, group.id), ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30']);
  });

  it('makes each bill once when two schedulers run at the same moment', async () => {
    const { services, clock, group } = await start('2026-01-31');
    await createRecurringBill(services, CONTEXT, group.id, rent(group, '2026-01-31'));
    clock.now = Date.parse('2026-03-31T12:00:00Z');
    await Promise.all([recurringBillsJob(services).run('a'), recurringBillsJob(services).run('b')]);
    assert.deepEqual(await datesOf(services, group.id), ['2026-01-31', '2026-02-28', '2026-03-31']);
    const [euro] = await getBalances(services, CONTEXT, group.id);
    assert.equal(
      euro?.members.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
      0,
    );
  });

  it('waits for the group’s own midnight, not for UTC’s', async () => {
    const { services, clock, group } = await start('2026-06-29');
    await createRecurringBill(services, CONTEXT, group.id, rent(group, '2026-06-30'));
    clock.now = Date.parse('2026-06-29T21:59:00Z');
    assert.equal(await recurringBillsJob(services).run('early'), undefined);
    clock.now = Date.parse('2026-06-29T22:01:00Z');
    assert.deepEqual(await recurringBillsJob(services).run('midnight'), { made: 1 });
  });
});

describe('a recurring bill that stays due', () => {
  it('because its group is archived keeps no other waiting', async () => {
    const { services, clock, group } = await start('2026-01-10');
    const archived = await createGroup(services, CONTEXT, {
      name: 'Old flat',
      myName: 'Ana',
      currency: 'EUR',
      timeZone: 'Europe/Skopje',
    });
    await createRecurringBill(services, CONTEXT, archived.id, rent(archived, '2026-01-11'));
    await createRecurringBill(services, CONTEXT, group.id, rent(group, '2026-01-31'));
    await updateGroup(services, { ...CONTEXT, ifVersion: 1 }, archived.id, { isArchived: true });
    clock.now = Date.parse('2026-02-01T12:00:00Z');
    const job = recurringBillsJob(services, 1);
    assert.deepEqual([await job.run('r1'), await job.run('r2')], [undefined, { made: 1 }]);
  });

  it('because it is broken is named, and the others are made', async () => {
    const { services, clock, group } = await start('2026-01-10');
    const broken = await createRecurringBill(services, CONTEXT, group.id, rent(group, '2026-01-11'));
    await createRecurringBill(services, CONTEXT, group.id, rent(group, '2026-01-31'));
    clock.now = Date.parse('2026-02-01T12:00:00Z');
    const { store } = services;
    const get: typeof store.get = async (collection, partition, id) => {
      if (id === broken.id) throw new TypeError('not what it should be');
      return store.get(collection, partition, id);
    };
    const transact: typeof store.transact = (info, command) =>
      store.transact(info, (reader) => command({ ...reader, list: reader.list.bind(reader), get }));
    const done = await recurringBillsJob({ ...services, store: { ...store, transact } }).run('r1');
    assert.deepEqual(done, { made: 1, failed: [`${group.id}/${broken.id}: TypeError: not what it should be`] });
  });
});

describe('the scheduler', () => {
  it('runs jobs in one process at a time, and goes on after a job that fails', async () => {
    const { coordination } = await start('2026-01-01');
    const ran: string[] = [];
    const errors: object[] = [];
    const log = { info: () => undefined, error: (fields: object) => void errors.push(fields) };
    const needs = { leases: coordination, now: () => 1_000, newId: v7, log };
    const jobs = (who: string) => [
      { name: 'broken', everyMs: 10, run: async () => Promise.reject(new Error('no')) },
      { name: 'good', everyMs: 10, run: async () => void ran.push(who) },
    ];
    const one = createScheduler(jobs('one'), { ...needs, holder: 'one' });
    const two = createScheduler(jobs('two'), { ...needs, holder: 'two' });
    assert.deepEqual([await one.tick(), await two.tick()], [true, false]);
    assert.deepEqual([ran, errors.length], [['one'], 1]);
  });
});

describe('the outbox', () => {
  const user = (id: string, email: string) => ({ id, version: 1, name: id, email, isAnonymous: false });

  it('tells the primary payer of a draft, once, and goes on in order after the mail server was away', async () => {
    const { services, group, coordination } = await start('2026-01-01');
    const document = user('ana', 'ana@example.org');
    const info = { partition: userPartition('ana'), verb: 'test', actor: 'test', requestId: 'test', at: 1 };
    await services.store.transact(info, async () => ({
      writes: [put(identityCollections.user, document)],
      answer: null,
    }));
    const sent: Mail[] = [];
    let isAway = true;
    const mailer = {
      send: async (mail: Mail) => {
        if (isAway) throw new Error('away');
        sent.push(mail);
      },
      close: () => undefined,
    };
    const job = outboxJob({ services, positions: coordination, mailer, texts, publicUrl: 'http://localhost:3000' });
    const { dueInDays: _none, ...draft } = { ...rent(group, '2026-01-01').template, date: '2026-01-01', isDraft: true };
    await createBill(services, CONTEXT, group.id, { ...draft, title: 'Own' });
    assert.equal(await job.run('own'), undefined, 'nobody is told of what they did themselves');
    const { token } = await createInvitation(services, CONTEXT, group.id, {});
    const marko = { userId: 'marko', requestId: 'test' };
    await acceptInvitation(services, marko, { token, name: 'Marko K' });
    await createBill(services, marko, group.id, { ...draft, title: 'First' });
    await assert.rejects(job.run('away'));
    isAway = false;
    assert.deepEqual(await job.run('back'), { sentCount: 1 });
    assert.equal(await job.run('again'), undefined);
    assert.deepEqual(
      sent.map((mail) => [mail.to, mail.subject]),
      [['ana@example.org', 'Flat: First waits for your approval']],
    );
  });
});
