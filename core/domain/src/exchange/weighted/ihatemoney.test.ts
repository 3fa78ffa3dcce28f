import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '../../errors.ts';
import type { ImportedGroup } from '../imported-group.ts';
import { proveImport } from '../prove-import.ts';
import { parseIHateMoneyCsv, parseIHateMoneyJson } from './ihatemoney.ts';

const BILLS: readonly Readonly<Record<string, unknown>>[] = [
  { date: '2017-01-01', what: 'refund', amount: 13.33, payer_name: 'tata', payer_weight: 1, owers: ['jeanne'] },
  {
    date: '2016-12-31',
    what: 'wine',
    amount: 200.0,
    payer_name: 'jeanne',
    payer_weight: 1,
    owers: ['zorglub', 'tata'],
  },
  {
    date: '2016-12-31',
    what: 'cheese',
    amount: 10.0,
    payer_name: 'zorglub',
    payer_weight: 2.0,
    owers: ['zorglub', 'jeanne', 'tata', 'pepe'],
  },
];
/** What I Hate Money shows for these bills, rounded to two decimals as it does. */
const SHOWN = { tata: -5534n, jeanne: 18467n, zorglub: -12733n, pepe: -200n };

test('an export before 7.0, without types, has the balances I Hate Money shows', () => {
  const group = parseIHateMoneyJson(JSON.stringify(BILLS), { currency: 'EUR' });
  assertShown(group);
  assert.deepEqual(
    group.items.map((item) => item.kind),
    ['bill', 'bill', 'bill'],
  );
  assert.deepEqual(
    group.members.map((member) => [member.name, member.weight]),
    [
      ['tata', '1'],
      ['jeanne', '1'],
      ['zorglub', '2'],
      ['pepe', '1'],
    ],
  );
  assert.deepEqual(group.warnings, [{ code: 'member_weight_assumed' }]);
});

test('an export of 7.0 has payments, and bills in their own currencies', () => {
  const types = ['Reimbursement', 'Expense', 'Expense'];
  const typed = BILLS.map((bill, index) => ({
    ...bill,
    bill_type: types[index],
    currency: index === 1 ? 'CAD' : 'EUR',
  }));
  const group = parseIHateMoneyJson(JSON.stringify(typed, undefined, 1));
  assert.deepEqual(
    group.items.map((item) => [item.kind, item.currency, item.line]),
    [
      ['payment', 'EUR', 2],
      ['bill', 'CAD', 14],
      ['bill', 'EUR', 27],
    ],
  );
  assert.equal(group.currency, 'EUR');
  assert.equal(proveImport(group).isProven, true);
});

test('the CSV of the same bills is the same group, with its formula guards taken off', () => {
  const rows = BILLS.map((bill) => {
    const owers = `"${(bill.owers as readonly string[]).join(', ')}"`;
    return [
      bill.date,
      `'=${String(bill.what)}`,
      'Expense',
      bill.amount,
      'XXX',
      bill.payer_name,
      bill.payer_weight,
      owers,
    ].join();
  });
  const text = ['date,what,bill_type,amount,currency,payer_name,payer_weight,owers', ...rows, ''].join('\r\n');
  const group = parseIHateMoneyCsv(text, { currency: 'EUR' });
  assertShown(group);
  assert.equal(group.items[0]?.title, '=refund');
});

test('importing again in another order gives the same ids and the same shares', () => {
  const sharesById = (bills: readonly unknown[]) =>
    new Map(
      parseIHateMoneyJson(JSON.stringify(bills), { currency: 'EUR' }).items.map((item) => [item.sourceId, item.shares]),
    );
  assert.deepEqual(sharesById(BILLS), new Map([...sharesById(BILLS.toReversed())].reverse()));
});

test('the odd cent goes around: over 900 bills of 1.00 for three nobody takes it much more often', () => {
  const bills = Array.from({ length: 900 }, (_, index) => {
    return {
      date: '2026-01-01',
      what: `coffee ${index}`,
      amount: 1,
      payer_name: 'ana',
      payer_weight: 1,
      owers: ['ana', 'ben', 'cleo'],
    };
  });
  const { items } = parseIHateMoneyJson(JSON.stringify(bills), { currency: 'EUR' });
  for (const memberKey of ['name:ana', 'name:ben', 'name:cleo']) {
    const taken = items.filter((item) =>
      item.shares.some((share) => share.memberKey === memberKey && share.amountMinor === 34n),
    );
    assert.ok(taken.length > 240 && taken.length < 360, `${memberKey} ${taken.length}`);
  }
});

test('a wrong file is refused with its line and reason', () => {
  const [bill] = BILLS;
  const lines = (changes: Readonly<Record<string, unknown>>) =>
    `[\n${JSON.stringify({ ...bill, currency: 'EUR', ...changes })}\n]`;
  assertRefused(`${JSON.stringify(BILLS).slice(0, -3)}`, 'json_unreadable', 1);
  assertRefused('{}', 'json_wrong_shape', 1);
  assertRefused('[]', 'nothing_to_read', undefined);
  assertRefused('[\n{"checked": false, "name": "A green door", "price": 12.5, "tags": []}]', 'json_wrong_shape', 2);
  assertRefused(lines({ amount: undefined }), 'amount_missing', 2);
  assertRefused(lines({ amount: '1,500' }), 'amount_unreadable', 2);
  assertRefused(lines({ date: '31.12' }), 'date_unreadable', 2);
  assertRefused(lines({ owers: [] }), 'weights_sum_to_zero', 2);
  assertRefused(lines({ owers: [7] }), 'json_wrong_shape', 2);
  assertRefused(lines({ currency: 'BTC' }), 'currency_unknown', 2);
  assertRefused(lines({ payer_weight: -1 }), 'weight_unreadable', 2);
  assertRefused(lines({ currency: 'XXX' }), 'currency_missing', undefined);
});

function assertShown(group: ImportedGroup): void {
  const proof = proveImport(group);
  assert.equal(proof.isProven, true);
  assert.deepEqual(Object.fromEntries(proof.rows.map((row) => [row.memberName, row.oursMinor])), SHOWN);
}

function assertRefused(text: string, reason: string, line: number | undefined): void {
  assert.throws(
    () => parseIHateMoneyJson(text),
    (error) => {
      assert.ok(error instanceof AppError, reason);
      assert.deepEqual([error.data.reason, error.data.line], [reason, line]);
      return true;
    },
  );
}
