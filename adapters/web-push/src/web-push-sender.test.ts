import assert from 'node:assert/strict';
import { createECDH, createPublicKey, randomBytes, verify } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, beforeEach, describe, it } from 'node:test';
import { AppError } from '@shared-payments/domain';
import type { Push, WebhookSender } from '@shared-payments/usecases';
import { decrypt } from 'http_ece';
import { newVapidPrivateKey, vapidKeys } from './vapid-keys.ts';
import { createWebPushSender } from './web-push-sender.ts';

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const received: Received[] = [];
let answer = 201;

/** A push service: takes what is posted to a browser's address, and can read none of it. */
const service = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(pieces) });
    response.writeHead(answer).end();
  });
});

/** A browser: keeps its private key, tells the public one and a secret. */
const browser = createECDH('prime256v1');
browser.generateKeys();
const auth = randomBytes(16);
const read = (body: Buffer, privateKey = browser, authSecret = auth) =>
  decrypt(body, { version: 'aes128gcm', privateKey, authSecret: authSecret.toString('base64url') }).toString('utf8');

const carrier: WebhookSender = {
  async send({ url, headers, body }) {
    const { 'content-length': _counted, ...others } = headers;
    const { status } = await fetch(url, { method: 'POST', headers: others, body: Buffer.from(body) });
    return { status, problem: null };
  },
};

const keys = vapidKeys(newVapidPrivateKey());
const sender = createWebPushSender({ keys, subject: 'mailto:no-reply@example.org', carrier });
let origin = '';

const push = (payload: string): Push => ({
  endpoint: `${origin}/browser-1`,
  p256dh: browser.getPublicKey('base64url'),
  auth: auth.toString('base64url'),
  payload,
  lifeSeconds: 3_600,
  topic: 'bill-1',
});

before(async () => {
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
});
after(() => service.close());
beforeEach(() => {
  received.length = 0;
  answer = 201;
});

describe('a push', () => {
  const PAYLOAD = JSON.stringify({ title: 'Flat: Miete, 900,00 €', body: 'الإيجار 家賃 👩‍👩‍👧' });

  it('can be read with the keys of its browser, and with nobody else’s', async () => {
    assert.equal(await sender.send(push(PAYLOAD)), 'taken');
    const [{ path = '', headers = {}, body = Buffer.alloc(0) } = {}] = received;
    assert.equal(path, '/browser-1');
    assert.equal(headers['content-encoding'], 'aes128gcm');
    assert.equal(read(body), PAYLOAD);
    assert.ok(!body.includes('Miete'), 'it goes encrypted');
    const other = createECDH('prime256v1');
    other.generateKeys();
    assert.throws(() => read(body, other));
    assert.throws(() => read(body, browser, randomBytes(16)));
  });

  it('says how long it is kept and what it replaces, and is signed by this server for this very service', async () => {
    await sender.send(push(PAYLOAD));
    const { headers } = received[0] as Received;
    assert.deepEqual([headers.ttl, headers.topic, headers.urgency], ['3600', 'bill-1', 'normal']);
    const [, token = '', key] = /^vapid t=([^,]+), ?k=(.+)$/.exec(headers.authorization ?? '') ?? [];
    assert.equal(key, keys.publicKey);
    const [head = '', claims = '', signature = ''] = token.split('.');
    const said = JSON.parse(Buffer.from(claims, 'base64url').toString());
    assert.deepEqual([said.aud, said.sub], [origin, 'mailto:no-reply@example.org']);
    assert.ok(said.exp * 1_000 > Date.now() && said.exp * 1_000 < Date.now() + 24 * 3_600_000);
    const point = Buffer.from(keys.publicKey, 'base64url');
    const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
    const publicKey = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x: x ?? '', y: y ?? '' }, format: 'jwk' });
    const isOurs = (text: string) =>
      verify(
        'sha256',
        Buffer.from(text),
        { key: publicKey, dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature, 'base64url'),
      );
    assert.ok(isOurs(`${head}.${claims}`));
    assert.ok(!isOurs(`${head}.${claims}A`));
  });

  it('is gone where the service knows the browser no more', async () => {
    for (const status of [404, 410]) {
      answer = status;
      assert.equal(await sender.send(push(PAYLOAD)), 'gone');
    }
  });

  it('is refused, alone, by every other answer, by silence, and by keys that are none', async () => {
    const isRefused = (error: unknown) =>
      error instanceof AppError && error.code === 'unavailable' && error.data.isRefused === true;
    for (const status of [301, 400, 403, 413, 429, 500, 503]) {
      answer = status;
      await assert.rejects(sender.send(push(PAYLOAD)), isRefused, String(status));
    }
    const silent = createWebPushSender({
      keys,
      subject: 'mailto:no-reply@example.org',
      carrier: { send: async () => ({ status: null, problem: 'the connection failed' }) },
    });
    await assert.rejects(silent.send(push(PAYLOAD)), isRefused);
    await assert.rejects(sender.send({ ...push(PAYLOAD), p256dh: 'AAAA' }), isRefused);
  });
});

describe('the keys of a server', () => {
  it('are 32 and 65 bytes, and the public one follows from the private one', () => {
    const privateKey = newVapidPrivateKey();
    assert.equal(Buffer.from(privateKey, 'base64url').length, 32);
    assert.equal(Buffer.from(vapidKeys(privateKey).publicKey, 'base64url').length, 65);
    assert.deepEqual(vapidKeys(privateKey), vapidKeys(privateKey));
    assert.throws(() => vapidKeys('A'.repeat(43)));
  });
});
