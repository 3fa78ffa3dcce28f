import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMemoryCoordination } from '@shared-payments/adapter-memory';
import { createTexts } from '@shared-payments/adapter-texts';
import {
  acceptInvitation,
  createBill,
  createGroup,
  createInvitation,
  groups,
  identityCollections,
  type Mail,
  put,
  recordPayment,
  type Services,
  setReminderRules,
  updateGroup,
  userPartition,
} from '@shared-payments/usecases';
import { servicesAt } from '../testing/services-at.ts';
import { outboxJob } from './outbox.ts';
import { remindersJob } from './reminders.ts';

const texts = createTexts();
const ANA = { userId: 'ana', requestId: 'test' };
const MARKO = { userId: 'marko', requestId: 'test' };

async function userNamed({ store }: Services, id: string): Promise<void> {
  const document = { id, version: 1, name: id, email: `${id}@example.org`, isAnonymous: false };
  const info = { partition: userPartition(id), verb: 'test', actor: 'test', requestId: 'test', at: 1 };
  await store.transact(info, async () => ({ writes: [put(identityCollections.user, document)], answer: null }));
}

/** Ana and Marko in Skopje; Ana pays, and Marko owes half of what is due. */
async function start(now: string) {
  const clock = { now: Date.parse(now) };
  const services = servicesAt(clock);
  for (const id of ['ana', 'marko']) await userNamed(services, id);
  const names = { name: 'Flat', myName: 'Ana', currency: 'EUR', timeZone: 'Europe/Skopje', memberNames: [] };
  const { id: groupId } = await createGroup(services, ANA, names);
  const { token } = await createInvitation(services, ANA, groupId, {});
  await acceptInvitation(services, MARKO, { token, name: 'Marko' });
  const members = (await services.store.get(groups, `group:${groupId}`, groupId))?.members ?? [];
  const [ana, marko] = [members[0]?.id ?? '', members[1]?.id ?? ''];
  const sent: Mail[] = [];
  const mailer = { send: async (mail: Mail) => void sent.push(mail), close: () => undefined };
  const positions = createMemoryCoordination();
  const outbox = outboxJob({ services, positions, mailer, texts, publicUrl: 'http://localhost:3000' });
  const job = remindersJob(services, positions);
  const runAt = async (at: string) => {
    clock.now = Date.parse(at);
    const done = await job.run('run');
    await outbox.run('run');
    return Number(done?.reminded ?? 0);
  };
  const billDue = (dueOn: string, title = 'Rent') =>
    createBill(services, ANA, groupId, {
      title,
      date: '2026-02-01',
      dueOn,
      currency: 'EUR',
      totalMinor: 10_000,
      payers: [{ memberId: ana, amountMinor: 10_000 }],
      split: { method: 'equal', participants: [ana, marko] },
    });
  return { services, clock, groupId, ana, marko, sent, positions, runAt, billDue };
}

describe('reminders of what is due', () => {
  it('go to who owes, three days before, on the day, three and seven days after, each once', async () => {
    const { sent, runAt, billDue } = await start('2026-02-01T12:00:00Z');
    await billDue('2026-02-20');
    const reminded: string[] = [];
    for (let hour = 0; hour < 24 * 40; hour += 1) {
      const at = new Date(Date.parse('2026-02-01T12:00:00Z') + hour * 3_600_000).toISOString();
      if ((await runAt(at)) > 0) reminded.push(at.slice(0, 13));
    }
    assert.deepEqual(reminded, ['2026-02-17T07', '2026-02-20T07', '2026-02-23T07', '2026-02-27T07']);
    assert.deepEqual(
      sent.map(({ to, subject }) => [to, subject]),
      Array(4).fill(['marko@example.org', 'Flat: Rent is to be paid']),
    );
    assert.match(sent[0]?.text ?? '', /Rent: €50\.00, due on February 20, 2026\./);
    assert.match(sent[1]?.text ?? '', /due today/);
    assert.match(sent[2]?.text ?? '', /due since February 20, 2026/);
  });

  it('are one mail for several bills, and none for what was paid', async () => {
    const { services, groupId, ana, marko, sent, runAt, billDue } = await start('2026-02-01T12:00:00Z');
    await billDue('2026-02-20');
    await billDue('2026-02-20', 'Power');
    assert.equal(await runAt('2026-02-17T08:00:00Z'), 2);
    assert.deepEqual([sent.length, sent[0]?.subject], [1, 'Flat: 2 bills are to be paid']);
    const payment = { from: marko, to: ana, amountMinor: 10_000, currency: 'EUR', date: '2026-02-18' };
    await recordPayment(services, MARKO, groupId, payment);
    assert.equal(await runAt('2026-02-20T08:00:00Z'), 0);
  });

  it('that were missed are made up for in one, and wait for the morning', async () => {
    const { sent, runAt, billDue } = await start('2026-02-01T12:00:00Z');
    await billDue('2026-02-20');
    await runAt('2026-02-02T12:00:00Z');
    assert.equal(await runAt('2026-02-24T22:00:00Z'), 0);
    assert.equal(await runAt('2026-02-25T06:59:00Z'), 0);
    assert.equal(await runAt('2026-02-25T07:00:00Z'), 1);
    assert.equal(sent.length, 1);
    assert.equal(await runAt('2026-02-27T07:00:00Z'), 1);
  });

  it('are not sent for bills that were long due when they were written down', async () => {
    const { runAt, billDue } = await start('2026-06-01T12:00:00Z');
    await billDue('2026-02-20');
    assert.equal(await runAt('2026-06-01T12:01:00Z'), 0);
    assert.equal(await runAt('2026-06-02T12:01:00Z'), 0);
  });

  it('follow new rules, a new time zone and the archive', async () => {
    const { services, groupId, runAt, billDue } = await start('2026-02-01T12:00:00Z');
    await billDue('2026-02-20');
    await runAt('2026-02-02T12:00:00Z');
    const quietHours = { from: '00:00', until: '00:00' };
    await setReminderRules(services, ANA, groupId, { daysFromDue: [-1, 0], quietHours });
    await updateGroup(services, { ...ANA, ifVersion: 2 }, groupId, { timeZone: 'Asia/Tokyo' });
    assert.equal(await runAt('2026-02-18T14:59:00Z'), 0);
    assert.equal(await runAt('2026-02-18T15:00:00Z'), 1);
    await updateGroup(services, { ...ANA, ifVersion: 3 }, groupId, { isArchived: true });
    assert.equal(await runAt('2026-02-20T12:00:00Z'), 0);
  });

  it('are sent once by schedulers that run at the same moment', async () => {
    const { services, clock, positions, billDue } = await start('2026-02-01T12:00:00Z');
    await billDue('2026-02-20');
    clock.now = Date.parse('2026-02-02T12:00:00Z');
    await remindersJob(services, positions).run('plan');
    clock.now = Date.parse('2026-02-17T12:00:00Z');
    const runs = await Promise.all(['a', 'b', 'c'].map((id) => remindersJob(services, positions).run(id)));
    assert.deepEqual(
      runs.filter((done) => done !== undefined),
      [{ reminded: 1 }],
    );
  });
});
