import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type ApiUnderTest, startApi } from '../testing/api-under-test.ts';

// These two differ with every answer.
const CHANGING = ['date', 'x-request-id'];

describe('an answer from memory, over a socket', () => {
  let api: ApiUnderTest;
  let base = '';
  let groupId = '';
  let balances = '';
  const cookies: Record<string, string> = {};

  const send = (user: string, path: string, more: RequestInit & { headers?: Record<string, string> } = {}) =>
    fetch(`${base}${path}`, { ...more, headers: { cookie: cookies[user] ?? '', ...more.headers } });
  const post = (user: string, path: string, body: unknown) =>
    send(user, path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

  before(async () => {
    api = await startApi();
    await new Promise<void>((resolve) => api.app.server.listen(0, '127.0.0.1', resolve));
    const address = api.app.server.address();
    assert.ok(address && typeof address === 'object');
    base = `http://127.0.0.1:${address.port}`;
    for (const name of ['ana', 'ben']) {
      const answer = await post('', '/v1/auth/register', {
        name,
        email: `${name}@example.test`,
        password: 'four words that suffice',
      });
      cookies[name] = answer.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; ');
    }
    const made = await post('ana', '/v1/groups', {
      name: 'Flat',
      currency: 'EUR',
      myName: 'Ana',
      timeZone: 'Europe/Berlin',
    });
    groupId = ((await made.json()) as { id: string }).id;
    balances = `/v1/groups/${groupId}/balances`;
  });
  after(() => api.close());

  it('is the answer of the framework, header for header', async () => {
    const first = await send('ana', balances);
    const second = await send('ana', balances);
    assert.equal(second.status, 200);
    assert.equal(await second.text(), await first.text());
    const kept = ({ headers }: Response) => [...headers].filter(([name]) => !CHANGING.includes(name)).toSorted();
    assert.deepEqual(kept(second), kept(first));
    assert.notEqual(second.headers.get('x-request-id'), first.headers.get('x-request-id'));
  });

  it('is 304 without a body for who has it, until something is committed', async () => {
    const etag = (await send('ana', balances)).headers.get('etag') ?? '';
    const known = await send('ana', balances, { headers: { 'if-none-match': etag } });
    assert.deepEqual([known.status, await known.text()], [304, '']);
    await post('ana', `/v1/groups/${groupId}/members`, { name: 'Cleo' });
    const changed = await send('ana', balances, { headers: { 'if-none-match': etag } });
    assert.equal(changed.status, 200);
    assert.match(await changed.text(), /Cleo|members|balances/);
  });

  it('comes packed to whoever takes that, with a tag of its own, and plain to the others', async () => {
    const bills = `/v1/groups/${groupId}/bills`;
    const people = (await (await send('ana', `/v1/groups/${groupId}`)).json()) as { members: { id: string }[] };
    const [payer] = people.members;
    for (let bill = 0; bill < 4; bill += 1)
      await post('ana', bills, {
        title: `Bread ${bill}`,
        date: '2026-03-01',
        currency: 'EUR',
        totalMinor: 100,
        payers: [{ memberId: payer?.id, amountMinor: 100 }],
        split: { method: 'equal', participants: [payer?.id] },
      });
    const ask = (encoding: string, more = {}) =>
      send('ana', bills, { headers: { 'accept-encoding': encoding, ...more } });
    const plain = await ask('identity');
    const text = await plain.text();
    for (const path of ['the framework', 'memory']) {
      const packed = await ask('br, gzip');
      assert.equal(packed.headers.get('content-encoding'), 'gzip', path);
      assert.ok(Number(packed.headers.get('content-length')) < text.length / 3, path);
      assert.equal(await packed.text(), text, path);
      const tag = packed.headers.get('etag') ?? '';
      assert.notEqual(tag, plain.headers.get('etag'));
      assert.equal((await ask('gzip', { 'if-none-match': tag })).status, 304, path);
      assert.equal(packed.headers.get('vary'), 'accept-encoding', path);
    }
    const refused = await ask('gzip;q=0, br;q=0');
    assert.deepEqual([refused.headers.get('content-encoding'), await refused.text()], [null, text]);
  });

  it('is for nobody else, and ends with the session', async () => {
    assert.equal((await send('ana', balances)).status, 200);
    assert.equal((await send('ben', balances)).status, 404);
    assert.equal((await send('', balances)).status, 401);
    assert.ok((await post('ana', '/v1/auth/sign-out', {})).ok);
    assert.equal((await send('ana', balances)).status, 401);
  });
});
