import assert from 'node:assert/strict';
import { createECDH, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { createMemoryCoordination } from '@shared-payments/adapter-memory';
import { createTexts } from '@shared-payments/adapter-texts';
import { createWebPushSender, newVapidPrivateKey, vapidKeys } from '@shared-payments/adapter-web-push';
import {
  acceptInvitation,
  addComment,
  createBill,
  createGroup,
  createInvitation,
  groups,
  identityCollections,
  listPushSubscriptions,
  notificationPreferences,
  put,
  QUIET_MS,
  remove,
  type Services,
  setNotificationPreferences,
  setUserSettings,
  subscribeToPush,
  updateBill,
  userPartition,
} from '@shared-payments/usecases';
import { decrypt } from 'http_ece';
import { servicesAt } from '../testing/services-at.ts';
import { createGuardedSender } from '../webhooks/guarded-sender.ts';
import { pushesJob } from './pushes.ts';

const MINUTE_MS = 60_000;
const ANA = { userId: 'ana', requestId: 'test' };
const BO = { userId: 'bo', requestId: 'test' };
const texts = createTexts();

/** A push service that answers each browser as it is told, and keeps what came. */
const answers = new Map<string, number>();
let retryAfter: string | undefined;
const received: { readonly path: string; readonly body: Buffer }[] = [];
const service = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    const path = request.url ?? '';
    received.push({ path, body: Buffer.concat(pieces) });
    response.writeHead(answers.get(path) ?? 201, retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end();
  });
});
let origin = '';
before(async () => {
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
});
after(() => service.close());

function newBrowser(path: string) {
  const keys = createECDH('prime256v1');
  keys.generateKeys();
  const auth = randomBytes(16).toString('base64url');
  const input = { endpoint: origin + path, keys: { p256dh: keys.getPublicKey('base64url'), auth }, device: path };
  const shown = () =>
    received
      .filter((one) => one.path === path)
      .map(({ body }) => decrypt(body, { version: 'aes128gcm', privateKey: keys, authSecret: auth }).toString())
      .map((text) => JSON.parse(text) as Record<string, string>);
  return { input, shown };
}

/** Ana and Bo in a flat; both are signed in, and Bo on two devices. */
async function start() {
  const clock = { now: Date.parse('2026-02-01T12:00:00Z') };
  const services: Services = { ...servicesAt(clock), allowsLoopbackWebhooks: true };
  for (const userId of ['ana', 'bo']) await signIn(services, userId);
  const names = { name: 'Flat', myName: 'Ana', currency: 'EUR', timeZone: 'Europe/Skopje', memberNames: [] };
  const { id: groupId } = await createGroup(services, ANA, names);
  const { token } = await createInvitation(services, ANA, groupId, {});
  await acceptInvitation(services, BO, { token, name: 'Bo' });
  const members = (await services.store.get(groups, `group:${groupId}`, groupId))?.members ?? [];
  const [ana, bo] = [members[0]?.id ?? '', members[1]?.id ?? ''];
  const [phone, laptop] = [newBrowser(`/phone-${groupId}`), newBrowser(`/laptop-${groupId}`)];
  for (const { input } of [phone, laptop]) await subscribeToPush(services, BO, { sessionId: 'session-bo' }, input);
  const carrier = createGuardedSender({ allowsLoopback: true });
  const keys = vapidKeys(newVapidPrivateKey());
  const pushSender = createWebPushSender({ keys, subject: 'mailto:no-reply@example.org', carrier });
  const job = pushesJob({ services, positions: createMemoryCoordination(), texts, pushSender });
  const addBill = (title: string) =>
    createBill(services, ANA, groupId, {
      title,
      date: '2026-02-01',
      currency: 'EUR',
      totalMinor: 10_000,
      payers: [{ memberId: ana, amountMinor: 10_000 }],
      split: { method: 'equal', participants: [ana, bo] },
    });
  const devices = async () => (await listPushSubscriptions(services, BO)).map(({ device }) => device).toSorted();
  return { services, clock, groupId, phone, laptop, job, addBill, devices };
}

async function signIn({ store }: Services, userId: string): Promise<void> {
  const user = { id: userId, version: 1, name: userId, email: `${userId}@example.org`, isAnonymous: true };
  const session = { id: `session-${userId}`, version: 1, userId, token: userId, expiresAt: '2026-06-01T00:00:00.000Z' };
  const info = { partition: userPartition(userId), verb: 'test', actor: 'test', requestId: 'test', at: 1 };
  const writes = [put(identityCollections.user, user), put(identityCollections.session, session)];
  await store.transact(info, async () => ({ writes, answer: null }));
}

describe('pushes', () => {
  it('show on every device of whom it is for, in their language, and open the page it is about', async () => {
    const { services, groupId, phone, laptop, job, addBill } = await start();
    await setUserSettings(services, BO, { language: 'de' });
    const bill = await addBill('Miete');
    assert.deepEqual(await job.run('run'), { sentCount: 2 });
    const [shown] = phone.shown();
    assert.deepEqual(
      { ...shown, title: shown?.title?.replaceAll('\u00a0', ' '), body: shown?.body?.replaceAll('\u00a0', ' ') },
      {
        title: 'Flat: Miete, 100,00 €',
        body: 'Ana hat Miete vom 1. Februar 2026 eingetragen: 100,00 € insgesamt.\nDein Anteil: 50,00 €.',
        path: `/groups/${groupId}/bills/${bill.id}`,
        tag: `${groupId} bills/${bill.id}`,
        language: 'de',
        direction: 'ltr',
      },
    );
    assert.equal(laptop.shown().length, 1);
    assert.equal(await job.run('run'), undefined);
  });

  it('are for guests as well, and not for what somebody muted or did themselves', async () => {
    const { services, groupId, phone, job, addBill } = await start();
    const mute = [{ kind: 'bill-added', email: true, push: false }] as const;
    await setNotificationPreferences(services, BO, groupId, mute);
    const bill = await addBill('Rent');
    await addComment(services, BO, groupId, bill.id, { text: 'My own words' });
    assert.equal(await job.run('run'), undefined);
    await addComment(services, ANA, groupId, bill.id, { text: 'Hers' });
    await job.run('run');
    assert.deepEqual(
      phone.shown().map(({ body }) => body),
      ['Ana: Hers'],
    );
    const { store } = services;
    assert.equal((await store.get(notificationPreferences, userPartition('bo'), groupId))?.version, 1);
  });

  it('of a bill that was edited take the place of the one that told of it, once it is left alone', async () => {
    const { services, clock, groupId, phone, job, addBill } = await start();
    const bill = await addBill('Rent');
    await job.run('run');
    const { title, date, currency, payers } = bill;
    const [ana, bo] = bill.shares.map(({ memberId }) => ({ memberId, amountMinor: 0 }));
    assert.ok(ana && bo);
    const split = {
      method: 'exact',
      amounts: [
        { ...ana, amountMinor: 3_000 },
        { ...bo, amountMinor: 7_000 },
      ],
    } as const;
    const input = { title, date, currency, payers, totalMinor: 10_000, split };
    await updateBill(services, { ...ANA, ifVersion: bill.version }, groupId, bill.id, input);
    assert.equal(await job.run('run'), undefined);
    clock.now += QUIET_MS;
    assert.deepEqual(await job.run('run'), { sentCount: 2 });
    const [added, changed] = phone.shown();
    assert.equal(changed?.title, 'Flat: Ana changed Rent');
    assert.equal(
      changed?.body,
      'Ana changed Rent of February 1, 2026: €100.00 in all.\nYour share: €70.00 instead of €50.00.',
    );
    assert.equal(changed?.tag, added?.tag);
    assert.equal(changed?.path, `/groups/${groupId}/bills/${bill.id}`);
    assert.equal(await job.run('run'), undefined);
  });

  it('end for a browser the service knows no more, without a retry, and go on for the other', async () => {
    const { phone, laptop, job, addBill, devices } = await start();
    answers.set(new URL(phone.input.endpoint).pathname, 410);
    await addBill('Rent');
    assert.deepEqual(await job.run('run'), { sentCount: 1 });
    assert.deepEqual(await devices(), [laptop.input.device]);
    await addBill('Power');
    assert.deepEqual(await job.run('run'), { sentCount: 1 });
    assert.equal(phone.shown().length, 1);
    assert.equal(laptop.shown().length, 2);
  });

  it('that a service refuses are tried again after a minute, then five, and hold up no other', async () => {
    const { clock, phone, laptop, job, addBill } = await start();
    const path = new URL(phone.input.endpoint).pathname;
    answers.set(path, 503);
    await addBill('Rent');
    assert.deepEqual(await job.run('run'), { sentCount: 1, waitingCount: 1, givenUp: [] });
    assert.equal(laptop.shown().length, 1);
    clock.now += MINUTE_MS;
    await job.run('run');
    assert.equal(phone.shown().length, 2);
    clock.now += 5 * MINUTE_MS - 1;
    await job.run('run');
    assert.equal(phone.shown().length, 2);
    answers.delete(path);
    clock.now += 1;
    assert.deepEqual(await job.run('run'), { sentCount: 1, waitingCount: 0, givenUp: [] });
    assert.equal(await job.run('run'), undefined);
    assert.equal(laptop.shown().length, 1);
  });

  it('that a service asks to send later wait as long as it asks', async () => {
    const { clock, phone, job, addBill } = await start();
    answers.set(new URL(phone.input.endpoint).pathname, 429);
    retryAfter = '420';
    await addBill('Rent');
    await job.run('run');
    clock.now += 7 * MINUTE_MS - 1;
    await job.run('run');
    assert.equal(phone.shown().length, 1);
    retryAfter = undefined;
    clock.now += 1;
    await job.run('run');
    assert.equal(phone.shown().length, 2);
  });

  it('are no news after a day: what waited longer is let go', async () => {
    const { clock, phone, job, addBill } = await start();
    answers.set(new URL(phone.input.endpoint).pathname, 503);
    await addBill('Rent');
    await job.run('run');
    clock.now += 25 * 60 * MINUTE_MS;
    assert.deepEqual(await job.run('run'), { sentCount: 0, waitingCount: 0, givenUp: [] });
    assert.equal(phone.shown().length, 1);
  });

  it('end with the session they were made in', async () => {
    const { services, phone, job, addBill, devices } = await start();
    const partition = userPartition('bo');
    const session = await services.store.get(identityCollections.session, partition, 'session-bo');
    assert.ok(session);
    const info = { partition, verb: 'test', actor: 'test', requestId: 'test', at: 2 };
    const writes = [remove(identityCollections.session, session)];
    await services.store.transact(info, async () => ({ writes, answer: null }));
    await addBill('Rent');
    assert.equal(await job.run('run'), undefined);
    assert.deepEqual([phone.shown(), await devices()], [[], []]);
  });
});
