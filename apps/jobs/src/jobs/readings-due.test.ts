import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMemoryCoordination } from '@shared-payments/adapter-memory';
import { createTexts } from '@shared-payments/adapter-texts';
import {
  acceptInvitation,
  addReading,
  createGroup,
  createInvitation,
  createMeter,
  identityCollections,
  type Mail,
  put,
  retireMeter,
  type Services,
  updateGroup,
  updateMeter,
  userPartition,
} from '@shared-payments/usecases';
import { servicesAt } from '../testing/services-at.ts';
import { outboxJob } from './outbox.ts';
import { readingsDueJob } from './readings-due.ts';

const texts = createTexts();
const ANA = { userId: 'ana', requestId: 'test' };

async function userNamed({ store }: Services, id: string): Promise<void> {
  const document = { id, version: 1, name: id, email: `${id}@example.org`, isAnonymous: false };
  const info = { partition: userPartition(id), verb: 'test', actor: 'test', requestId: 'test', at: 1 };
  await store.transact(info, async () => ({ writes: [put(identityCollections.user, document)], answer: null }));
}

/** A flat in Skopje whose meter is read on the fifth of every month, and what its outbox sent so far. */
async function start(now: string) {
  const clock = { now: Date.parse(now) };
  const services = servicesAt(clock);
  await userNamed(services, 'ana');
  const group = await createGroup(services, ANA, {
    name: 'Flat',
    myName: 'Ana',
    currency: 'EUR',
    timeZone: 'Europe/Skopje',
    memberNames: [],
  });
  const meter = await createMeter(services, ANA, group.id, {
    name: 'Water',
    resource: 'water',
    unit: 'm³',
    readingEveryMonths: 1,
    readingDay: 5,
  });
  const sent: Mail[] = [];
  const mailer = { send: async (mail: Mail) => void sent.push(mail), close: () => undefined };
  const positions = createMemoryCoordination();
  const outbox = outboxJob({ services, positions, mailer, texts, publicUrl: 'http://localhost:3000' });
  const runAt = async (at: string) => {
    clock.now = Date.parse(at);
    const done = await readingsDueJob(services).run('run');
    await outbox.run('run');
    return done?.asked ?? 0;
  };
  return { services, clock, group, meter, sent, outbox, runAt };
}

describe('readings that are due', () => {
  it('are asked for once per due day, from the group’s own midnight on', async () => {
    const { sent, runAt, group, meter } = await start('2026-02-01T12:00:00Z');
    assert.equal(await runAt('2026-02-04T22:59:00Z'), 0);
    assert.equal(await runAt('2026-02-04T23:01:00Z'), 1);
    assert.equal(await runAt('2026-02-05T12:00:00Z'), 0);
    assert.equal(await runAt('2026-02-28T12:00:00Z'), 0);
    assert.deepEqual(
      sent.map(({ to, subject }) => [to, subject]),
      [['ana@example.org', 'Flat: Water is to be read']],
    );
    assert.match(sent[0]?.text ?? '', /due since February 5, 2026/);
    assert.match(sent[0]?.text ?? '', new RegExp(`/groups/${group.id}/meters/${meter.id}\n`));
    assert.equal(await runAt('2026-03-05T12:00:00Z'), 1);
    assert.equal(sent.length, 2);
  });

  it('are asked for once by two schedulers at the same moment', async () => {
    const { services, clock, sent, outbox } = await start('2026-02-01T12:00:00Z');
    clock.now = Date.parse('2026-02-05T12:00:00Z');
    const runs = await Promise.all(['a', 'b', 'c'].map((id) => readingsDueJob(services).run(id)));
    assert.equal(runs.filter((done) => done !== undefined).length, 1);
    await outbox.run('mail');
    assert.equal(sent.length, 1);
  });

  it('are asked for once after months without a scheduler', async () => {
    const { sent, runAt } = await start('2026-02-01T12:00:00Z');
    assert.equal(await runAt('2026-06-20T12:00:00Z'), 1);
    assert.equal(await runAt('2026-06-21T12:00:00Z'), 0);
    assert.equal(sent.length, 1);
    assert.equal(await runAt('2026-07-05T12:00:00Z'), 1);
  });

  it('are asked for no more when a reading arrived, until the next due day', async () => {
    const { services, clock, group, meter, runAt } = await start('2026-02-01T12:00:00Z');
    clock.now = Date.parse('2026-02-03T12:00:00Z');
    await addReading(services, ANA, group.id, meter.id, { date: '2026-02-03', valueMilli: 5000 });
    assert.equal(await runAt('2026-02-06T12:00:00Z'), 0);
    assert.equal(await runAt('2026-03-06T12:00:00Z'), 1);
  });

  it('are asked for no more when the meter was retired, and not for an archived group', async () => {
    const { services, group, meter, sent, runAt } = await start('2026-02-01T12:00:00Z');
    await updateGroup(services, { ...ANA, ifVersion: group.version }, group.id, { isArchived: true });
    await runAt('2026-02-05T12:00:00Z');
    assert.equal(sent.length, 0);
    await updateGroup(services, { ...ANA, ifVersion: group.version + 1 }, group.id, { isArchived: false });
    const change = { ...ANA, ifVersion: meter.version + 1 };
    await retireMeter(services, change, group.id, meter.id, { on: '2026-02-20' });
    assert.equal(await runAt('2026-03-05T12:00:00Z'), 0);
    assert.equal(sent.length, 0);
  });

  it('are not asked for again because the meter was renamed', async () => {
    const { services, group, meter, sent, runAt } = await start('2026-02-01T12:00:00Z');
    await runAt('2026-02-05T12:00:00Z');
    await updateMeter(services, { ...ANA, ifVersion: meter.version + 1 }, group.id, meter.id, { name: 'Cold water' });
    assert.equal(await runAt('2026-02-06T12:00:00Z'), 0);
    assert.equal(sent.length, 1);
  });

  it('are asked of the meter readers where a group has some', async () => {
    const { services, group, sent, runAt } = await start('2026-02-01T12:00:00Z');
    await userNamed(services, 'marko');
    const { token } = await createInvitation(services, ANA, group.id, { role: 'reader' });
    await acceptInvitation(services, { userId: 'marko', requestId: 'test' }, { token, name: 'Marko' });
    await runAt('2026-02-05T12:00:00Z');
    assert.deepEqual(
      sent.map(({ to }) => to),
      ['marko@example.org'],
    );
  });
});
