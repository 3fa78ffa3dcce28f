import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type ApiUnderTest, startApi } from '../../testing/api-under-test.ts';

const ANA = { name: 'Ana', email: 'ana@example.org', password: 'correct horse battery' };

describe('signing in over HTTP', () => {
  let api: ApiUnderTest;
  let cookie = '';
  before(async () => {
    api = await startApi();
    const { status, headers } = await api.ask('', 'POST', '/v1/auth/register', ANA);
    assert.equal(status, 201);
    cookie = String(headers['set-cookie']).split(';')[0] ?? '';
  });
  after(() => api.close());

  it('gives a cookie that scripts cannot read and other sites do not send', async () => {
    const { headers, body } = await api.ask('', 'POST', '/v1/auth/sign-in', {
      email: ANA.email,
      password: ANA.password,
    });
    const line = String(headers['set-cookie']);
    assert.match(line, /HttpOnly/i);
    assert.match(line, /SameSite=Lax/i);
    assert.equal(body.account.email, ANA.email);
    assert.equal(headers['cache-control'], 'no-store');
  });

  it('knows who asks by the cookie, and refuses a write that a page of another origin sends with it', async () => {
    assert.equal((await api.ask('', 'GET', '/v1/auth/account', undefined, { cookie })).body.account.name, 'Ana');
    const body = { name: 'Flat', myName: 'Ana', currency: 'EUR', timeZone: 'Europe/Skopje' };
    const foreign = await api.ask('', 'POST', '/v1/groups', body, { cookie, origin: 'https://evil.example' });
    assert.deepEqual([foreign.status, foreign.body.code], [403, 'forbidden']);
    const own = await api.ask('', 'POST', '/v1/groups', body, {
      cookie,
      origin: 'http://localhost:80',
      host: 'localhost',
    });
    assert.equal(own.status, 201);
  });

  it('lists the session, ends it, and then does not know it', async () => {
    const { body } = await api.ask('', 'GET', '/v1/auth/sessions', undefined, { cookie });
    const current = body.sessions.find((session: { isCurrent: boolean }) => session.isCurrent);
    assert.equal((await api.ask('', 'DELETE', `/v1/auth/sessions/${current.id}`, undefined, { cookie })).status, 204);
    assert.equal((await api.ask('', 'GET', '/v1/auth/account', undefined, { cookie })).status, 401);
  });
});
