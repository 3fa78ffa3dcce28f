import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type ApiUnderTest, startApi } from '../../testing/api-under-test.ts';

describe('bills over HTTP', () => {
  let api: ApiUnderTest;
  let base = '';
  let [a, b, c] = ['', '', ''];
  before(async () => {
    api = await startApi();
    const flat = {
      name: 'Flat',
      myName: 'Ana',
      currency: 'EUR',
      timeZone: 'Europe/Skopje',
      memberNames: ['Marko', 'Iva'],
    };
    const { body } = await api.ask('ana', 'POST', '/v1/groups', flat);
    base = `/v1/groups/${body.id}`;
    [a, b, c] = body.members.map((member: { id: string }) => member.id);
  });
  after(() => api.close());

  const bill = (more: object = {}) => ({
    title: 'Rent',
    date: '2026-11-01',
    currency: 'EUR',
    totalMinor: 10_000,
    payers: [{ memberId: a, amountMinor: 10_000 }],
    split: { method: 'equal', participants: [a, b, c] },
    ...more,
  });
  const balance = async (memberId: string, currency = 'EUR') => {
    const { body } = await api.ask('ana', 'GET', `${base}/balances`);
    const found = body.currencies.find((one: { currency: string }) => one.currency === currency);
    return found?.members.find((one: { memberId: string }) => one.memberId === memberId)?.amountMinor;
  };

  it('shares 100.00 among three so that the shares sum to it and the balances to 0', async () => {
    const { status, body } = await api.ask('ana', 'POST', `${base}/bills`, bill());
    assert.equal(status, 201);
    const amounts = body.shares.map((share: { amountMinor: number }) => share.amountMinor);
    assert.deepEqual(amounts.toSorted(), [3333, 3333, 3334]);
    const sum = (await balance(a)) + (await balance(b)) + (await balance(c));
    assert.equal(sum, 0);
  });

  it('gives back exactly what was before when a bill is reversed, rounding account included', async () => {
    const before = await Promise.all([a, b, c].map((id) => balance(id)));
    const created = await api.ask(
      'ana',
      'POST',
      `${base}/bills`,
      bill({ totalMinor: 7, payers: [{ memberId: b, amountMinor: 7 }] }),
    );
    const next = await api.ask(
      'ana',
      'POST',
      `${base}/bills/preview`,
      bill({ totalMinor: 100, payers: [{ memberId: b, amountMinor: 100 }] }),
    );
    const reversed = await api.ask(
      'ana',
      'POST',
      `${base}/bills/${created.body.id}/reverse`,
      {},
      { 'if-match': '"1"' },
    );
    assert.deepEqual([reversed.status, reversed.body.state], [200, 'reversed']);
    assert.deepEqual(await Promise.all([a, b, c].map((id) => balance(id))), before);
    const again = await api.ask(
      'ana',
      'POST',
      `${base}/bills`,
      bill({ totalMinor: 7, payers: [{ memberId: b, amountMinor: 7 }] }),
    );
    assert.deepEqual(again.body.shares, created.body.shares);
    assert.ok(next.body.shares.length === 3);
    assert.equal(
      (await api.ask('ana', 'POST', `${base}/bills/${created.body.id}/reverse`, { version: 2 })).body.code,
      'state_not_allowed',
    );
  });

  it('keeps the sign of a refund through an edit that changes nothing', async () => {
    const refund = bill({ title: 'Refund', totalMinor: -5_000, payers: [{ memberId: a, amountMinor: -5_000 }] });
    const created = await api.ask('ana', 'POST', `${base}/bills`, refund);
    const before = await balance(b);
    const edited = await api.ask('ana', 'PUT', `${base}/bills/${created.body.id}`, refund, { 'if-match': '"1"' });
    assert.deepEqual([edited.status, edited.body.totalMinor, edited.body.shares], [200, -5_000, created.body.shares]);
    assert.equal(await balance(b), before);
  });

  it('refuses parts that do not make the total, saying by how much, and strangers', async () => {
    const over = bill({
      totalMinor: 52_434,
      payers: [{ memberId: a, amountMinor: 52_434 }],
      split: { method: 'exact', amounts: [{ memberId: a, amountMinor: 52_435 }] },
    });
    const answer = await api.ask('ana', 'POST', `${base}/bills`, over);
    assert.deepEqual([answer.status, answer.body.code, answer.body.data.differenceMinor], [422, 'shares_mismatch', 1]);
    const stranger = bill({ split: { method: 'equal', participants: [a, 'somebody'] } });
    const refused = await api.ask('ana', 'POST', `${base}/bills`, stranger);
    assert.deepEqual([refused.status, refused.body.code], [403, 'not_a_member']);
  });

  it('counts a bill from abroad at its recorded rate, rounded once', async () => {
    const abroad = bill({
      totalMinor: undefined,
      original: { amountMinor: 49_168_700, currency: 'IDR', rate: '0.0000517' },
      payers: [{ memberId: a, amountMinor: 2_542 }],
    });
    const { status, body } = await api.ask('ana', 'POST', `${base}/bills`, abroad);
    assert.deepEqual([status, body.totalMinor, body.original.rate], [201, 2_542, '0.0000517']);
  });

  it('lets drafts count for nothing until they are approved', async () => {
    const before = await balance(b);
    const draft = await api.ask('ana', 'POST', `${base}/bills`, bill({ isDraft: true }));
    assert.deepEqual([draft.body.state, await balance(b)], ['draft', before]);
    const approved = await api.ask('ana', 'POST', `${base}/bills/${draft.body.id}/approve`, { version: 1 });
    assert.equal(approved.body.state, 'approved');
    assert.notEqual(await balance(b), before);
  });

  it('lists newest first, page by page, and finds by words without accents', async () => {
    await api.ask('ana', 'POST', `${base}/bills`, bill({ title: 'Café Müller', date: '2026-11-20' }));
    const found = await api.ask('ana', 'GET', `${base}/bills?search=cafe%20MULLER`);
    assert.deepEqual(
      found.body.bills.map((one: { title: string }) => one.title),
      ['Café Müller'],
    );
    const seen: string[] = [];
    let cursor = '';
    for (let page = 0; page < 20; page += 1) {
      const { body } = await api.ask('ana', 'GET', `${base}/bills?limit=2${cursor}`);
      seen.push(...body.bills.map((one: { id: string }) => one.id));
      if (body.nextCursor === null) break;
      cursor = `&cursor=${encodeURIComponent(body.nextCursor)}`;
    }
    const { body: all } = await api.ask('ana', 'GET', `${base}/bills?limit=200`);
    assert.deepEqual(
      seen,
      all.bills.map((one: { id: string }) => one.id),
    );
    assert.equal(new Set(seen).size, seen.length);
  });
});
