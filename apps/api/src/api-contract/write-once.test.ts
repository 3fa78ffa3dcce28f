import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { type ApiProcess, startApiProcess } from '../testing/api-process.ts';

const PARALLEL = 50;

describe('writes over sockets, on disk, through the death of the process', () => {
  const folder = mkdtempSync(join(tmpdir(), 'write-once-'));
  let api: ApiProcess;
  let cookie = '';
  let base = '';
  let members: readonly string[] = [];
  before(async () => {
    api = await startApiProcess(folder);
    const guest = await ask('POST', '/v1/auth/guest', { name: 'Ana' });
    cookie = guest.cookie;
    const flat = { name: 'Flat', myName: 'Ana', currency: 'EUR', timeZone: 'Europe/Skopje', memberNames: ['Marko'] };
    const { body: group } = await ask('POST', '/v1/groups', flat);
    base = `/v1/groups/${group.id}`;
    members = group.members.map(({ id }: { id: string }) => id);
  });
  after(async () => {
    await api.kill();
    rmSync(folder, { recursive: true });
  });

  async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const answer = await fetch(api.url + path, {
      method,
      headers: {
        ...(cookie && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
    return { status: answer.status, text, body: text ? JSON.parse(text) : undefined, cookie: cookies.join('; ') };
  }

  const bill = (title: string) => ({
    title,
    date: '2026-11-01',
    currency: 'EUR',
    totalMinor: 10_001,
    payers: [{ memberId: members[0], amountMinor: 10_001 }],
    split: { method: 'equal', participants: members },
  });
  const create = (title: string, key: string) => ask('POST', `${base}/bills`, bill(title), { 'idempotency-key': key });
  const countOf = async (title: string) =>
    (await ask('GET', `${base}/bills?search=${title}`)).body.bills.filter(
      (one: { title: string }) => one.title === title,
    ).length;
  const activitiesOf = async (id: string) =>
    (await ask('GET', `${base}/activity?limit=200`)).body.activities.filter(
      ({ changes }: { changes: { id: string }[] }) => changes.some((change) => change.id === id),
    );

  it('50 at once with one Idempotency-Key make one bill and 50 equal answers, which come again after a kill -9', async () => {
    const answers = await Promise.all(Array.from({ length: PARALLEL }, () => create('Rent', 'rent-november')));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201]);
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
    assert.equal(await countOf('Rent'), 1);
    await api.kill();
    api = await startApiProcess(folder);
    const again = await Promise.all(Array.from({ length: PARALLEL }, () => create('Rent', 'rent-november')));
    assert.deepEqual([...new Set(again.map(({ text }) => text))], [answers[0]?.text]);
    assert.equal(await countOf('Rent'), 1);
    const other = await create('Water', 'rent-november');
    assert.deepEqual([other.status, other.body.code], [422, 'idempotency_key_reused']);
    assert.equal(await countOf('Water'), 0);
  });

  it('a key is not lost with requests that were cut off: whatever the process had done, the retry makes it one', async () => {
    const cut = Promise.allSettled(
      Array.from({ length: PARALLEL }, (_, index) => create(`Cut-${index}`, `cut-${index}`)),
    );
    await api.kill();
    const before = (await cut).map((one) => (one.status === 'fulfilled' ? one.value.text : undefined));
    api = await startApiProcess(folder);
    for (const [index, text] of before.entries()) {
      const retried = await create(`Cut-${index}`, `cut-${index}`);
      assert.equal(retried.status, 201, retried.text);
      if (text !== undefined) assert.equal(retried.text, text);
      assert.equal(await countOf(`Cut-${index}`), 1);
    }
  });

  it('of two edits at once one is done, and the other is told the version it became', async () => {
    const { body: created } = await create('Edited', 'edited');
    const edit = (title: string) => ask('PUT', `${base}/bills/${created.id}`, bill(title), { 'if-match': '"1"' });
    const answers = await Promise.all([edit('Edited-A'), edit('Edited-B')]);
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409]);
    const [late] = answers.filter(({ status }) => status === 409);
    assert.deepEqual([late?.body.code, late?.body.data.currentVersion], ['conflict', 2]);
    assert.equal((await ask('GET', `${base}/bills/${created.id}`)).body.version, 2);
    assert.equal((await activitiesOf(created.id)).length, 2, 'written once, edited once');
  });

  it('of an edit and a reversal at once one is done, never half of each', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { body: created } = await create(`Both-${round}`, `both-${round}`);
      const path = `${base}/bills/${created.id}`;
      const match = { 'if-match': '"1"' };
      const larger = {
        ...bill(`Both-${round}`),
        totalMinor: 20_002,
        payers: [{ memberId: members[0], amountMinor: 20_002 }],
      };
      const [edit, reversal] = await Promise.all([
        ask('PUT', path, larger, match),
        ask('POST', `${path}/reverse`, {}, match),
      ]);
      assert.deepEqual([edit.status, reversal.status].toSorted(), [200, 409]);
      const { body: now } = await ask('GET', path);
      const expected = edit.status === 200 ? [20_002, 'approved', 2] : [10_001, 'reversed', 2];
      assert.deepEqual([now.totalMinor, now.state, now.version], expected);
      const { body: why } = await ask('GET', `${base}/members/${members[1]}/why?currency=EUR&limit=200`);
      const line = why.lines.find(({ id }: { id: string }) => id === created.id);
      assert.equal(line?.totalMinor, edit.status === 200 ? 20_002 : undefined);
      assert.equal(why.sumMinor, why.balanceMinor);
    }
  });

  it('bills written while their month is closed are in its statement or a correction of it, never in both or in none', async () => {
    for (const month of ['2025-01', '2025-02', '2025-03']) {
      const titles = Array.from({ length: 8 }, (_, index) => `Late ${month} ${index}`);
      const write = (title: string) => ask('POST', `${base}/bills`, { ...bill(title), date: `${month}-15` });
      const early = await Promise.all(titles.slice(0, 2).map(write));
      const [closing, ...late] = await Promise.all([
        ask('POST', `${base}/closings`, { month }),
        ...titles.slice(2).map(write),
      ]);
      assert.equal(closing.status, 201);
      const { body: statement } = await ask('GET', `${base}/members/${members[1]}/statements/${month}`);
      const [{ openingMinor, lines, closingMinor }] = statement.currencies;
      const nets = lines.map(({ netMinor }: { netMinor: number }) => netMinor);
      assert.equal(
        nets.reduce((sum: number, net: number) => sum + net, openingMinor),
        closingMinor,
      );
      const { body: after } = await ask('GET', `${base}/closings/${month}/corrections`);
      // What was late for an earlier month is booked in this one: a line here, and no bill of this month.
      const idsOf = (named: readonly { readonly title: string }[], key: string) =>
        named
          .filter(({ title }) => titles.includes(title))
          .map((one) => (one as unknown as Record<string, string>)[key]);
      const found = [...idsOf(lines, 'id'), ...idsOf(after.corrections, 'causeId')];
      assert.deepEqual(found.toSorted(), [...early, ...late].map(({ body }) => body.id).toSorted());
    }
  });
});
