import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type ApiUnderTest, startApi } from '../testing/api-under-test.ts';
import { assertAgrees, byMember, equalBill, type Flat, type ListedAmount, startFlat, sum } from './flat.ts';

const LARGEST = Number.MAX_SAFE_INTEGER;
const BILLION_BILLIONS = 1_000_000_000_000;

let api: ApiUnderTest;
before(async () => {
  api = await startApi();
});
after(() => api.close());

const amountsOf = (shares: readonly ListedAmount[]) =>
  shares.map(({ amountMinor }) => amountMinor).toSorted((a, b) => a - b);

describe('what cannot be shared evenly', () => {
  const cases = [
    { currency: 'EUR', totalMinor: 3_000, count: 7, shares: [428, 428, 428, 429, 429, 429, 429] },
    { currency: 'EUR', totalMinor: 10_000, count: 3, shares: [3_333, 3_333, 3_334] },
    { currency: 'JPY', totalMinor: 10, count: 4, shares: [2, 2, 3, 3] },
    { currency: 'KWD', totalMinor: 1_000, count: 3, shares: [333, 333, 334] },
    { currency: 'CLF', totalMinor: 10_000, count: 3, shares: [3_333, 3_333, 3_334] },
    { currency: 'EUR', totalMinor: -5_000, count: 3, shares: [-1_667, -1_667, -1_666] },
  ];
  for (const { currency, totalMinor, count, shares } of cases) {
    it(`is shared in whole minor units: ${totalMinor} ${currency} among ${count}`, async () => {
      const flat = await startFlat(count, api);
      const bill = await flat.addBill(equalBill(flat.members, totalMinor, currency));
      assert.deepEqual(amountsOf(bill.shares), shares);
      await assertAgrees(flat, currency, currency);
    });
  }

  it('goes around: after thirty bills of a cent nobody paid more than a cent more than another', async () => {
    const flat = await startFlat(4, api);
    const paid = new Map<string, number>();
    for (let count = 0; count < 30; count += 1) {
      const { shares } = await flat.addBill(equalBill(flat.members, 1));
      for (const { memberId, amountMinor } of shares) paid.set(memberId, (paid.get(memberId) ?? 0) + amountMinor);
    }
    assert.equal(sum([...paid.values()]), 30);
    assert.ok(Math.max(...paid.values()) - Math.min(...paid.values()) <= 1, JSON.stringify([...paid]));
  });

  it('never reaches who has no part, not even the one who paid', async () => {
    const flat = await startFlat(4, api);
    const [payer, ...others] = flat.members;
    const weights = flat.members.map((memberId) => ({ memberId, weight: memberId === payer ? 0 : 1 }));
    for (const totalMinor of [100, 1, -7, 2]) {
      const bill = equalBill(flat.members, totalMinor, 'EUR', { split: { method: 'weight', weights } });
      const shares = byMember((await flat.addBill(bill)).shares);
      assert.equal(shares[payer ?? ''] ?? 0, 0);
      assert.equal(sum(others.map((id) => shares[id] ?? 0)), totalMinor);
    }
    const { shares } = await flat.addBill(
      equalBill(flat.members, 100, 'EUR', { split: { method: 'equal', participants: others } }),
    );
    assert.ok(!shares.some((share: ListedAmount) => share.memberId === payer));
  });
});

describe('what a client says of the shares', () => {
  let flat: Flat;
  before(async () => {
    flat = await startFlat(3, api);
  });

  for (const difference of [1, -1, 999]) {
    it(`is refused where it misses the total by ${difference}, with the difference in numbers, and nothing is written`, async () => {
      const [a, b] = flat.members;
      const amounts = [
        { memberId: a, amountMinor: 20_000 },
        { memberId: b, amountMinor: 32_434 + difference },
      ];
      const bill = equalBill(flat.members, 52_434, 'EUR', { split: { method: 'exact', amounts } });
      for (const path of ['/bills', '/bills/preview']) {
        const { status, body } = await flat.ask('POST', path, bill);
        assert.deepEqual([status, body.code, body.data.differenceMinor], [422, 'shares_mismatch', difference]);
      }
      assert.deepEqual((await flat.get('/bills')).bills, []);
    });
  }

  it('is refused where payers miss the total, or where somebody is no member', async () => {
    const bill = equalBill(flat.members, 100);
    const short = await flat.ask('POST', '/bills', {
      ...bill,
      payers: [{ memberId: flat.members[0], amountMinor: 99 }],
    });
    assert.deepEqual([short.status, short.body.code, short.body.data.differenceMinor], [422, 'shares_mismatch', -1]);
    const elsewhere = await startFlat(2, api);
    const stranger = elsewhere.members[1] ?? '';
    for (const wrong of [
      { ...bill, payers: [{ memberId: stranger, amountMinor: 100 }] },
      { ...bill, split: { method: 'equal', participants: [...flat.members, stranger] } },
    ]) {
      const { status, body } = await flat.ask('POST', '/bills', wrong);
      assert.deepEqual([status, body.code, body.data.memberIds], [403, 'not_a_member', [stranger]]);
    }
  });
});

describe('suggested payments', () => {
  it('made one after the other leave everybody at exactly 0, and then there is nothing to suggest', async () => {
    const flat = await startFlat(7, api);
    await flat.addBill(equalBill(flat.members, 3_000));
    await flat.addBill(equalBill(flat.members.toReversed().slice(0, 3), 10_000));
    await flat.addBill(equalBill(flat.members.slice(2, 5), 101));
    const { transfers } = await flat.get('/settlement');
    assert.ok(transfers.length > 0);
    for (const transfer of transfers) {
      const payment = { ...transfer, currency: 'EUR', date: '2026-10-31', method: 'bank' };
      assert.equal((await flat.ask('POST', '/payments', payment)).status, 201);
    }
    assert.deepEqual([...new Set(Object.values(await flat.balances('EUR')))], [0]);
    assert.deepEqual((await flat.get('/settlement')).transfers, []);
    await assertAgrees(flat, 'EUR', 'settled');
  });

  it('of nothing, or to oneself, are refused where somebody writes them down', async () => {
    const flat = await startFlat(2, api);
    const [from, to] = flat.members;
    const payment = { from, to, amountMinor: 0, currency: 'EUR', date: '2026-10-31' };
    for (const wrong of [payment, { ...payment, amountMinor: -1 }, { ...payment, amountMinor: 5, to: from }]) {
      const { status, body } = await flat.ask('POST', '/payments', wrong);
      assert.deepEqual([status, body.code], [400, 'invalid_input'], JSON.stringify(wrong));
    }
  });

  it('agree with list, rows, statement and both exports where A paid 120 for three and B paid 50 for two', async () => {
    const flat = await startFlat(3, api);
    const [a = '', b = '', c = ''] = flat.members;
    await flat.addBill(equalBill([a, b, c], 12_000, 'EUR', { title: 'For three' }));
    await flat.addBill(equalBill([b, a], 5_000, 'EUR', { title: 'For two' }));
    const expected = { [a]: 5_500, [b]: -1_500, [c]: -4_000 };
    assert.deepEqual(await flat.balances('EUR'), expected);
    await assertAgrees(flat, 'EUR', 'A 120/3, B 50/2');
    for (const [memberId, balance] of Object.entries(expected)) {
      const { currencies } = await flat.get(`/members/${memberId}/statements/2026-10`);
      assert.deepEqual(
        currencies.map((one: { closingMinor: number }) => one.closingMinor),
        [balance],
      );
    }
    const exported = await flat.get('/export.json');
    const inExport = exported.balances.find((one: { currency: string }) => one.currency === 'EUR').members;
    assert.deepEqual(byMember(inExport), expected);
    const { text } = await flat.ask('GET', '/export.csv');
    assert.match(text.trim().split(/\r?\n/).at(-1) ?? '', /55\.00.*-15\.00.*-40\.00/);
  });
});

describe('large amounts', () => {
  it('of a billion thousand go through every part of the product, in a currency without decimals', async () => {
    const flat = await startFlat(3, api);
    const [payer = ''] = flat.members;
    await flat.addBill(equalBill(flat.members, BILLION_BILLIONS, 'VND'));
    const balances = await flat.balances('VND');
    assert.ok(Object.values(balances).every((amount) => amount !== 0));
    await assertAgrees(flat, 'VND', 'VND');
    const { currencies } = await flat.get(`/members/${payer}/statements/2026-10`);
    assert.equal(currencies.find((one: { currency: string }) => one.currency === 'VND').closingMinor, balances[payer]);
    const { text } = await flat.ask('GET', '/export.csv');
    assert.ok(text.includes(`,${BILLION_BILLIONS},VND,`), text);
  });

  it('are taken up to the largest exact integer, and refused beyond it without a trace', async () => {
    const flat = await startFlat(2, api);
    const bill = equalBill(flat.members, LARGEST);
    const { shares } = await flat.addBill(bill);
    assert.equal(
      shares.reduce((total: bigint, share: ListedAmount) => total + BigInt(share.amountMinor), 0n),
      BigInt(LARGEST),
    );
    const before = await flat.balances('EUR');
    const over = await flat.ask('POST', '/bills', bill);
    assert.deepEqual([over.status, over.body.code], [422, 'amount_out_of_range']);
    const text = JSON.stringify(bill).replaceAll(String(LARGEST), '9007199254740993');
    const type = { 'content-type': 'application/json' };
    const beyond = await flat.ask('POST', '/bills', text, type);
    assert.deepEqual([beyond.status, beyond.body.code], [400, 'invalid_input']);
    assert.deepEqual(await flat.balances('EUR'), before);
    assert.equal((await flat.get('/bills')).bills.length, 1);
  });
});

describe('what was agreed', () => {
  it('stays as it was when somebody’s usual weight changes or they leave', async () => {
    const flat = await startFlat(3, api);
    const weights = flat.members.map((memberId, index) => ({ memberId, weight: index + 1 }));
    const bill = await flat.addBill(equalBill(flat.members, 600, 'EUR', { split: { method: 'weight', weights } }));
    const before = await flat.balances('EUR');
    const [, leaving = '', changing = ''] = flat.members;
    const member = async (id: string) =>
      (await flat.get('')).members.find((one: { id: string }) => one.id === id).version as number;
    const match = async (id: string) => ({ 'if-match': `"${await member(id)}"` });
    const changed = await flat.ask('PATCH', `/members/${changing}`, { weight: 900 }, await match(changing));
    assert.equal(changed.status, 200, changed.text);
    const left = await flat.ask(
      'DELETE',
      `/members/${leaving}`,
      { force: true, reason: 'Moved out' },
      await match(leaving),
    );
    assert.ok(left.status < 300, left.text);
    assert.deepEqual((await flat.get(`/bills/${bill.id}`)).shares, bill.shares);
    assert.deepEqual(await flat.balances('EUR'), before);
  });

  it('stays as it was through an edit that changes nothing, refunds with their sign included', async () => {
    const flat = await startFlat(3, api);
    for (const totalMinor of [-5_000, 7_830, -1]) {
      const bill = equalBill(flat.members, totalMinor);
      const created = await flat.addBill(bill);
      const before = await flat.balances('EUR');
      const edited = await flat.ask('PUT', `/bills/${created.id}`, bill, { 'if-match': '"1"' });
      assert.deepEqual([edited.status, edited.body.totalMinor, edited.body.shares], [200, totalMinor, created.shares]);
      assert.deepEqual(await flat.balances('EUR'), before);
    }
  });

  it('keeps the amount and the rate a bill from abroad had, to the last digit', async () => {
    const flat = await startFlat(2, api);
    const original = { amountMinor: 491_687, currency: 'JPY', rate: '0.00617283950617' };
    const { totalMinor: _fromTheRate, ...bill } = equalBill(flat.members, 303_510);
    const created = await flat.addBill({ ...bill, original });
    const { original: kept, totalMinor } = await flat.get(`/bills/${created.id}`);
    assert.deepEqual([kept, totalMinor], [original, 303_510]);
  });
});
