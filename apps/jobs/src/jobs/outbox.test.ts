import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMemoryCoordination } from '@shared-payments/adapter-memory';
import { createTexts } from '@shared-payments/adapter-texts';
import { AppError } from '@shared-payments/domain';
import {
  acceptInvitation,
  createGroup,
  createInvitation,
  createRecurringBill,
  getGroup,
  identityCollections,
  type Mail,
  put,
  type Services,
  userPartition,
} from '@shared-payments/usecases';
import { servicesAt } from '../testing/services-at.ts';
import { outboxJob } from './outbox.ts';
import { recurringBillsJob } from './recurring-bills.ts';

const texts = createTexts();
const ANA = { userId: 'ana', requestId: 'test' };
const BAD = 'marko@example.org';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const FULL_LIST = Array.from({ length: 1_000 }, (_, index) => ({
  mailId: `mail-${index}`,
  partition: 'group:none',
  seq: 1,
  attemptCount: 1,
  nextAt: Number.MAX_SAFE_INTEGER,
}));

async function saveUser({ store }: Services, id: string, email: string, version = 1): Promise<void> {
  const document = { id, version, name: id, email, isAnonymous: false };
  const info = { partition: userPartition(id), verb: 'test', actor: 'test', requestId: 'test', at: 1 };
  await store.transact(info, async () => ({ writes: [put(identityCollections.user, document)], answer: null }));
}

/** A server that refuses one address for as long as `bad` names it. */
function refusingServer() {
  const server = { bad: BAD, tries: 0, taken: [] as string[] };
  const send = async ({ to }: Mail) => {
    if (to !== server.bad) return void server.taken.push(to);
    server.tries += 1;
    throw new AppError('unavailable', 'The mail server did not take the mail.', { isRefused: true });
  };
  return { server, mailer: { send, close: () => undefined } };
}

/** A rent that Ana, Marko and Zora hear of every month, Marko at an address that is refused. */
async function start() {
  const clock = { now: Date.parse('2026-01-10T12:00:00Z') };
  const services = servicesAt(clock);
  for (const id of ['ana', 'marko', 'zora']) await saveUser(services, id, `${id}@example.org`);
  const place = { currency: 'EUR', timeZone: 'Europe/Skopje', memberNames: [] };
  const { id: groupId } = await createGroup(services, ANA, { name: 'Flat', myName: 'Ana', ...place });
  for (const userId of ['marko', 'zora']) {
    const { token } = await createInvitation(services, ANA, groupId, {});
    await acceptInvitation(services, { userId, requestId: 'test' }, { token, name: userId });
  }
  const members = (await getGroup(services, ANA, groupId)).members.map(({ id }) => id);
  await createRecurringBill(services, ANA, groupId, {
    rule: { frequency: 'monthly', interval: 1, startDate: '2026-01-31', anchorDay: 31 },
    template: {
      title: 'Rent',
      currency: 'EUR',
      totalMinor: 90_000,
      payers: [{ memberId: members[0] ?? '', amountMinor: 90_000 }],
      split: { method: 'equal', participants: members },
    },
  });
  const positions = createMemoryCoordination();
  const { server, mailer } = refusingServer();
  const outbox = outboxJob({ services, positions, mailer, texts, publicUrl: 'http://localhost:3000' });
  const runAt = async (at: string | number) => {
    clock.now = typeof at === 'string' ? Date.parse(at) : at;
    await recurringBillsJob(services).run('bills');
    return outbox.run('mail');
  };
  return { services, clock, positions, server, runAt };
}

describe('a refused mail', () => {
  it('holds up nobody else’s, of the same bill and of the next', async () => {
    const { server, runAt } = await start();
    assert.deepEqual(await runAt('2026-02-01T12:00:00Z'), { sentCount: 2, waitingCount: 1, givenUp: [] });
    server.taken.length = 0;
    await runAt('2026-03-01T12:00:00Z');
    assert.deepEqual(server.taken.toSorted(), ['ana@example.org', 'zora@example.org']);
  });

  it('is tried again after a minute, then five, and is sent once when the address was corrected', async () => {
    const { services, clock, server, runAt } = await start();
    await runAt('2026-02-01T12:00:00Z');
    const first = clock.now;
    assert.equal(await runAt(first + MINUTE_MS - 1), undefined);
    assert.equal(server.tries, 1);
    await runAt(first + MINUTE_MS);
    assert.equal(server.tries, 2);
    await runAt(first + 6 * MINUTE_MS - 1);
    assert.equal(server.tries, 2);
    await saveUser(services, 'marko', 'marko.k@example.org', 2);
    assert.deepEqual(await runAt(first + 6 * MINUTE_MS), { sentCount: 1, waitingCount: 0, givenUp: [] });
    assert.equal(await runAt(first + DAY_MS), undefined);
    assert.deepEqual(server.taken.slice(2), ['marko.k@example.org']);
  });

  it('is given up after eight attempts, named once, and never tried again', async () => {
    const { clock, server, runAt } = await start();
    const givenUp: unknown[] = [];
    await runAt('2026-02-01T12:00:00Z');
    for (let day = 0; day < 20; day += 1) givenUp.push((await runAt(clock.now + DAY_MS))?.givenUp ?? []);
    assert.equal(server.tries, 8);
    assert.equal(givenUp.flat().length, 1);
    assert.match(String(givenUp.flat()[0]), /-marko$/);
  });

  it('makes the log wait when a thousand wait already: the server refuses everybody', async () => {
    const { positions, server, runAt } = await start();
    const full = JSON.stringify({ waiting: FULL_LIST, givenUp: [], givenUpCount: 0 });
    await positions.save('outbox-refused', full);
    await assert.rejects(runAt('2026-02-01T12:00:00Z'), { code: 'unavailable' });
    assert.equal(await positions.load('outbox-refused'), full);
    server.bad = '';
    await runAt('2026-02-01T12:01:00Z');
    assert.deepEqual(server.taken.toSorted(), ['ana@example.org', BAD, 'zora@example.org']);
  });
});
