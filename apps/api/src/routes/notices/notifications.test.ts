import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { examplePushSubscription } from '../../api-contract/example-push.ts';
import { type ApiUnderTest, startApi } from '../../testing/api-under-test.ts';

const FLAT = { name: 'Flat', myName: 'Ana', currency: 'EUR', timeZone: 'Europe/Skopje' };

let api: ApiUnderTest;
before(async () => {
  // Each moment is later than the last: which device is the oldest is never a tie.
  let now = Date.now();
  api = await startApi({ now: () => ++now });
});
after(() => api.close());

describe('what a member wants to be told of', () => {
  it('is what waits for them by mail and everything on devices, until they say otherwise', async () => {
    const { body: group } = await api.ask('ana', 'POST', '/v1/groups', FLAT);
    const path = `/v1/groups/${group.id}/notification-preferences`;
    const { body: before } = await api.ask('ana', 'GET', path);
    const ofKind = (body: { preferences: { kind: string }[] }, kind: string) =>
      body.preferences.find((one) => one.kind === kind);
    assert.equal(before.version, 0);
    assert.deepEqual(ofKind(before, 'payment-due'), { kind: 'payment-due', email: true, push: true });
    assert.deepEqual(ofKind(before, 'comment-added'), { kind: 'comment-added', email: false, push: true });
    const preferences = [{ kind: 'payment-due', email: false, push: true }];
    assert.equal((await api.ask('ana', 'PUT', path, { preferences })).body.version, 1);
    const { body: now } = await api.ask('ana', 'GET', path);
    assert.deepEqual(ofKind(now, 'payment-due'), preferences[0]);
    assert.deepEqual(ofKind(now, 'reading-due'), { kind: 'reading-due', email: true, push: true });
    assert.equal((await api.ask('ana', 'PUT', path, { preferences })).status, 428);
    assert.equal((await api.ask('ana', 'PUT', path, { preferences }, { 'if-match': '"7"' })).status, 409);
    assert.equal((await api.ask('ana', 'PUT', path, { preferences }, { 'if-match': '"1"' })).body.version, 2);
  });

  it('is of one group, and does not show in its activity', async () => {
    const { body: one } = await api.ask('ana', 'POST', '/v1/groups', FLAT);
    const { body: other } = await api.ask('ana', 'POST', '/v1/groups', FLAT);
    const preferences = [{ kind: 'reading-due', email: false, push: false }];
    await api.ask('ana', 'PUT', `/v1/groups/${one.id}/notification-preferences`, { preferences });
    const { body } = await api.ask('ana', 'GET', `/v1/groups/${other.id}/notification-preferences`);
    assert.equal(body.version, 0);
    const { body: activity } = await api.ask('ana', 'GET', `/v1/groups/${one.id}/activity`);
    assert.equal(activity.activities.length, 1);
  });

  it('names each kind once', async () => {
    const { body: group } = await api.ask('ana', 'POST', '/v1/groups', FLAT);
    const preference = { kind: 'reading-due', email: false, push: false };
    const body = { preferences: [preference, preference] };
    const answer = await api.ask('ana', 'PUT', `/v1/groups/${group.id}/notification-preferences`, body);
    assert.deepEqual([answer.status, answer.body.code], [400, 'invalid_input']);
  });
});

describe('devices that show pushes', () => {
  const subscribe = (userId: string, body: object) => api.ask(userId, 'POST', '/v1/push/subscriptions', body);
  const devicesOf = async (userId: string) =>
    (await api.ask(userId, 'GET', '/v1/push/subscriptions')).body.subscriptions.map(({ id }: { id: string }) => id);

  it('are one for each browser, however often it asks, and tell neither address nor keys', async () => {
    const browser = examplePushSubscription();
    const { status, body } = await subscribe('bo', browser);
    assert.equal(status, 201);
    await subscribe('bo', browser);
    const { body: list, text } = await api.ask('bo', 'GET', '/v1/push/subscriptions');
    assert.deepEqual(list.subscriptions, [
      { id: body.id, version: 1, device: browser.device, createdAt: body.createdAt },
    ]);
    assert.ok(!text.includes(browser.keys.auth) && !text.includes(browser.endpoint));
  });

  it('show nothing for whoever had the browser before', async () => {
    const browser = examplePushSubscription();
    const { body } = await subscribe('cy', browser);
    await subscribe('dora', browser);
    assert.deepEqual(await devicesOf('cy'), []);
    assert.deepEqual(await devicesOf('dora'), [body.id]);
  });

  it('are removed by their owner only', async () => {
    const { body } = await subscribe('eva', examplePushSubscription());
    const path = `/v1/push/subscriptions/${body.id}`;
    assert.equal((await api.ask('bo', 'DELETE', path)).status, 404);
    assert.equal((await api.ask('eva', 'DELETE', path)).status, 204);
    assert.deepEqual(await devicesOf('eva'), []);
  });

  it('are twenty at most: the oldest makes room', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 21; count += 1) ids.push((await subscribe('finn', examplePushSubscription())).body.id);
    const left = await devicesOf('finn');
    assert.deepEqual(left.toSorted(), ids.slice(1).toSorted());
  });

  it('are refused with an address inside, or a key that is no point of the curve', async () => {
    const browser = examplePushSubscription();
    for (const endpoint of ['http://push.example.org/1', 'https://127.0.0.1/1', 'https://user@push.example.org/1'])
      assert.equal((await subscribe('gil', { ...browser, endpoint })).status, 400, endpoint);
    const keys = { ...browser.keys, p256dh: `B${'A'.repeat(86)}` };
    assert.equal((await subscribe('gil', { ...browser, keys })).status, 400);
    assert.deepEqual(await devicesOf('gil'), []);
  });
});

describe('the language of what one is sent', () => {
  it('is nobody’s choice at first, and is kept', async () => {
    assert.deepEqual((await api.ask('ana', 'GET', '/v1/account/settings')).body, {
      id: 'ana',
      version: 0,
      language: null,
    });
    await api.ask('ana', 'PUT', '/v1/account/settings', { language: 'pt-BR' });
    const { body } = await api.ask('ana', 'GET', '/v1/account/settings');
    assert.deepEqual([body.language, body.version], ['pt-BR', 1]);
    assert.equal((await api.ask('ana', 'PUT', '/v1/account/settings', { language: 'tlh' })).status, 400);
  });
});
