import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { describe, it } from 'node:test';
import { startApi } from '../testing/api-under-test.ts';

const FLAT = {
  name: 'The Secret Flat',
  myName: 'Anastasija',
  currency: 'EUR',
  timeZone: 'Europe/Skopje',
  memberNames: ['Markovski'],
};

describe('rate limits', () => {
  it('stop the thirty-first try to sign in within a minute, with Retry-After, and leave other classes alone', async () => {
    const api = await startApi({ areLimitsReal: true });
    const attempt = () => api.ask('', 'POST', '/v1/auth/sign-in', { email: 'ana@example.org', password: 'wrong' });
    for (let count = 0; count < 30; count += 1) assert.equal((await attempt()).status, 401);
    const refused = await attempt();
    assert.deepEqual([refused.status, refused.body.code], [429, 'rate_limited']);
    assert.ok(Number(refused.headers['retry-after']) > 0);
    assert.equal((await api.ask('', 'GET', '/v1/currencies')).status, 200);
    await api.close();
  });
});

describe('log lines', () => {
  it('tell what was asked and how it went, but no name, address, amount, text or secret', async () => {
    let written = '';
    const stream = new Writable({
      write(chunk, _encoding, done) {
        written += String(chunk);
        done();
      },
    });
    const api = await startApi({ logTo: stream });
    const password = 'correct horse battery';
    const registered = await api.ask('', 'POST', '/v1/auth/register', {
      name: 'Anastasija',
      email: 'ana@example.org',
      password,
    });
    const cookie = String(registered.headers['set-cookie']).split(';')[0] ?? '';
    await api.ask('', 'POST', '/v1/auth/sign-in', { email: 'ana@example.org', password: `${password}x` });
    const { body: group } = await api.ask('', 'POST', '/v1/groups', FLAT, { cookie });
    const [first] = group.members;
    const bill = {
      title: 'Gynaecologist',
      date: '2026-11-01',
      currency: 'EUR',
      totalMinor: 424_242,
      payers: [{ memberId: first.id, amountMinor: 424_242 }],
      split: { method: 'equal', participants: [first.id] },
    };
    await api.ask('', 'POST', `/v1/groups/${group.id}/bills`, bill, { cookie });
    await api.ask('', 'POST', `/v1/groups/${group.id}/bills`, { ...bill, totalMinor: 'lots' }, { cookie });
    await api.close();
    assert.match(written, /"route":"\/v1\/groups\/:groupId\/bills","status":201/);
    const private_ = [
      'Anastasija',
      'Markovski',
      'Secret Flat',
      'ana@example.org',
      password,
      'Gynaecologist',
      '424242',
      'lots',
      cookie.split('=')[1] ?? 'x',
    ];
    for (const word of private_) assert.ok(!written.includes(word), `a line contains "${word.slice(0, 12)}"`);
  });
});
