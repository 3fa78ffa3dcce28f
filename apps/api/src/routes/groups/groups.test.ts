import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type ApiUnderTest, startApi } from '../../testing/api-under-test.ts';

const FLAT = { name: 'Flat', myName: 'Ana', currency: 'EUR', timeZone: 'Europe/Skopje' };

describe('groups over HTTP', () => {
  let api: ApiUnderTest;
  let path = '';
  before(async () => {
    api = await startApi();
    path = `/v1/groups/${(await api.ask('ana', 'POST', '/v1/groups', FLAT)).body.id}`;
  });
  after(() => api.close());

  it('refuses a time zone or currency nobody knows, before anything has to be counted by it', async () => {
    for (const timeZone of ['Europe/Atlantis', '777', '+02:00']) {
      const created = await api.ask('ana', 'POST', '/v1/groups', { ...FLAT, timeZone });
      const moved = await api.ask('ana', 'PATCH', path, { timeZone }, { 'if-match': '"1"' });
      for (const { status, body } of [created, moved]) {
        assert.deepEqual([status, body.code, body.data.timeZone], [400, 'invalid_input', timeZone]);
      }
    }
    const { status, body } = await api.ask('ana', 'POST', '/v1/groups', { ...FLAT, currency: 'ZZZ' });
    assert.deepEqual([status, body.code], [422, 'unknown_currency']);
  });

  it('refuses to read by a day or a currency that is none', async () => {
    const said = async (sub: string) => (await api.ask('ana', 'GET', path + sub)).body.code;
    const { body: group } = await api.ask('ana', 'GET', path);
    assert.equal(await said('/bills?from=2026-02-30'), 'invalid_input');
    assert.equal(await said('/settlement?through=0000-00-00'), 'invalid_input');
    for (const sub of ['/settlement', '/debts', `/members/${group.members[0].id}/why`]) {
      assert.equal(await said(`${sub}?currency=ZZZ`), 'unknown_currency', sub);
    }
  });

  it('gives an ETag that an edit takes, also from the cache and after other things happened in the group', async () => {
    for (let round = 1; round <= 2; round += 1) {
      await api.ask('ana', 'GET', path);
      const { headers } = await api.ask('ana', 'GET', path);
      await api.ask('ana', 'POST', `${path}/invitations`, {});
      const edit = { 'if-match': String(headers.etag) };
      assert.equal((await api.ask('ana', 'PATCH', path, { name: `Round ${round}` }, edit)).status, 200);
      const late = await api.ask('ana', 'PATCH', path, { name: 'Late' }, edit);
      assert.deepEqual([late.status, late.body.data.currentVersion], [409, round + 1]);
    }
  });

  it('answers a path that is no valid text as every other refusal', async () => {
    const { status, body, headers } = await api.ask('ana', 'GET', '/v1/groups/%ff');
    assert.deepEqual([status, body.code, body.requestId], [400, 'invalid_input', headers['x-request-id']]);
    assert.match(String(headers['content-type']), /^application\/problem\+json/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
  });
});
