import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import { createMemoryCoordination } from '@shared-payments/adapter-memory';
import { createTexts } from '@shared-payments/adapter-texts';
import {
  addMember,
  createGroup,
  createWebhook,
  DELIVERY_ATTEMPTS_MAX,
  deleteWebhook,
  identityCollections,
  listWebhookDeliveries,
  listWebhooks,
  type Mail,
  pauseWebhook,
  pingWebhook,
  put,
  replayWebhook,
  rotateWebhookSecret,
  type Services,
  userPartition,
} from '@shared-payments/usecases';
import { servicesAt } from '../testing/services-at.ts';
import { createGuardedSender } from '../webhooks/guarded-sender.ts';
import { outboxJob } from './outbox.ts';
import { webhooksJob } from './webhooks.ts';

const texts = createTexts();
const ANA = { userId: 'ana', requestId: 'test' };
const DAY_MS = 86_400_000;

interface Received {
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly event: { readonly type: string; readonly data: { readonly seq: number } };
}

const servers: Server[] = [];
after(() => {
  for (const server of servers) server.closeAllConnections();
  for (const server of servers) server.close();
});

/** A receiver on this machine that answers what `status` says; null: never. */
async function startReceiver(status: () => number | null, headers: Readonly<Record<string, string>> = {}) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    received.push({ headers: request.headers, body, event: JSON.parse(body) });
    const code = status();
    if (code !== null) response.writeHead(code, { location: 'http://127.0.0.1:1/', ...headers }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` };
}

async function start() {
  const clock = { now: Date.parse('2026-02-01T12:00:00Z') };
  const services: Services = { ...servicesAt(clock), allowsLoopbackWebhooks: true };
  const names = { name: 'Flat', myName: 'Ana', currency: 'EUR', timeZone: 'Europe/Skopje' };
  const { id: groupId } = await createGroup(services, ANA, names);
  const job = webhooksJob(services, createGuardedSender({ allowsLoopback: true }));
  const run = async () => {
    await job.run('run');
    await job.close();
  };
  const change = (name: string) => addMember(services, ANA, groupId, { name });
  return { services, clock, groupId, job, run, change };
}

function isSignedBy(secret: string, { headers, body }: Received): boolean {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
  const text = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
  const expected = `v1,${createHmac('sha256', key).update(text).digest('base64')}`;
  return String(headers['webhook-signature']).split(' ').includes(expected);
}

const seqs = (received: readonly Received[]) => received.map(({ event }) => event.data.seq);

describe('webhooks', () => {
  it('bring every change once, in order, signed, and tell nothing of themselves', async () => {
    const { services, groupId, run, change } = await start();
    const { received, url } = await startReceiver(() => 204);
    const { id, secret } = await createWebhook(services, ANA, groupId, { url });
    for (const name of ['Iva', 'Marko', 'Vera']) await change(name);
    await run();
    await run();
    assert.deepEqual(
      received.map(({ event }) => event.type),
      Array(3).fill('members.add-member'),
    );
    assert.deepEqual(seqs(received), [3, 4, 5]);
    assert.ok(received.every((one) => isSignedBy(secret, one)));
    assert.ok(!isSignedBy(`whsec_${Buffer.alloc(32).toString('base64')}`, received[0] as Received));
    assert.equal(received[0]?.headers['webhook-id'], `${groupId}-3`);
    await pingWebhook(services, ANA, groupId, id);
    await run();
    assert.equal(received.at(-1)?.event.type, 'ping');
    await deleteWebhook(services, ANA, groupId, id);
    await change('Zora');
    await run();
    assert.equal(received.length, 4);
  });

  it('wait as long as their receiver asks, and keep that to themselves', async () => {
    const { services, clock, groupId, run, change } = await start();
    const { received, url } = await startReceiver(() => 503, { 'retry-after': '3600' });
    const { id } = await createWebhook(services, ANA, groupId, { url });
    await change('Iva');
    await run();
    clock.now += 3_600_000 - 1;
    await run();
    assert.equal(received.length, 1);
    clock.now += 1;
    await run();
    assert.equal(received.length, 2);
    const { recent } = await listWebhookDeliveries(services, ANA, groupId, id);
    assert.deepEqual(Object.keys(recent[0] ?? {}).toSorted(), ['at', 'problem', 'seq', 'status']);
  });

  it('are tried again later and later, then paused with a word to the primary payer, and go on with nothing lost', async () => {
    const { services, clock, groupId, run, change } = await start();
    const ana = { id: 'ana', version: 1, name: 'Ana', email: 'ana@example.org', isAnonymous: false };
    const info = { partition: userPartition('ana'), verb: 'test', actor: 'test', requestId: 'test', at: 1 };
    await services.store.transact(info, async () => ({ writes: [put(identityCollections.user, ana)], answer: null }));
    let status = 503;
    const { received, url } = await startReceiver(() => status);
    const { id } = await createWebhook(services, ANA, groupId, { url });
    await change('Iva');
    await change('Marko');
    await run();
    await run();
    assert.equal(received.length, 1, 'the second try waits');
    for (let turn = 0; turn < 20; turn += 1) {
      clock.now += DAY_MS;
      await run();
    }
    assert.deepEqual(seqs(received), Array(DELIVERY_ATTEMPTS_MAX).fill(3));
    assert.equal(new Set(received.map(({ headers }) => headers['webhook-id'])).size, 1);
    const [paused] = await listWebhooks(services, ANA, groupId);
    assert.equal(paused?.state, 'paused');
    const { recent } = await listWebhookDeliveries(services, ANA, groupId, id);
    assert.deepEqual([recent.length, recent[0]?.status, recent[0]?.problem], [12, 503, 'answered 503']);
    const sent: Mail[] = [];
    const mailer = { send: async (mail: Mail) => void sent.push(mail), close: () => undefined };
    const positions = createMemoryCoordination();
    await outboxJob({ services, positions, mailer, texts, publicUrl: 'http://localhost:3000' }).run('mail');
    assert.match(sent[0]?.subject ?? '', /^Flat: the webhook to 127\.0\.0\.1:\d+ is paused$/);
    status = 200;
    await replayWebhook(services, ANA, groupId, id, {});
    await run();
    assert.deepEqual(seqs(received).slice(DELIVERY_ATTEMPTS_MAX), [3, 4]);
  });

  it('send everything again from a change on, under the same ids', async () => {
    const { services, groupId, run, change } = await start();
    const { received, url } = await startReceiver(() => 200);
    const { id } = await createWebhook(services, ANA, groupId, { url });
    for (const name of ['Iva', 'Marko', 'Vera']) await change(name);
    await run();
    await replayWebhook(services, ANA, groupId, id, { fromSeq: 4 });
    await run();
    assert.deepEqual(seqs(received), [3, 4, 5, 4, 5]);
    assert.equal(received[1]?.headers['webhook-id'], received[3]?.headers['webhook-id']);
  });

  it('stop when they are paused, and go on with what happened meanwhile', async () => {
    const { services, groupId, run, change } = await start();
    const { received, url } = await startReceiver(() => 200);
    const { id } = await createWebhook(services, ANA, groupId, { url });
    assert.equal((await pauseWebhook(services, ANA, groupId, id)).state, 'paused');
    await change('Iva');
    await run();
    assert.equal(received.length, 0);
    await replayWebhook(services, ANA, groupId, id, {});
    await run();
    assert.deepEqual(seqs(received), [4]);
  });

  it('are signed with the old and the new secret for a day after a change', async () => {
    const { services, clock, groupId, run, change } = await start();
    const { received, url } = await startReceiver(() => 200);
    const { id, secret: old } = await createWebhook(services, ANA, groupId, { url });
    const { secret: fresh } = await rotateWebhookSecret(services, ANA, groupId, id);
    await change('Iva');
    await run();
    clock.now += DAY_MS;
    await change('Marko');
    await run();
    const signedBy = (secret: string) => received.map((one) => isSignedBy(secret, one));
    assert.deepEqual(
      [signedBy(old), signedBy(fresh)],
      [
        [true, false],
        [true, true],
      ],
    );
  });

  it('to a receiver that never answers hold up no other, and no other job', async () => {
    const { services, groupId, job, change } = await start();
    const silent = await startReceiver(() => null);
    const good = await startReceiver(() => 200);
    for (const { url } of [silent, good]) await createWebhook(services, ANA, groupId, { url });
    await change('Iva');
    const startedAt = performance.now();
    await job.run('run');
    assert.ok(performance.now() - startedAt < 1_000);
    while (good.received.length === 0 && performance.now() - startedAt < 5_000)
      await new Promise((resolve) => setTimeout(resolve, 5));
    assert.equal(good.received.length, 1);
  });

  it('are refused for plain http, this machine and addresses with a password', async () => {
    const { services, groupId } = await start();
    const strict = { ...services, allowsLoopbackWebhooks: false };
    for (const url of ['http://example.org/', 'https://localhost/', 'https://u:p@example.org/', 'https://[::1]/', 'x'])
      await assert.rejects(createWebhook(strict, ANA, groupId, { url }), { code: 'invalid_input' });
  });
});
