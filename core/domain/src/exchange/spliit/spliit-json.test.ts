import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { AppError } from '../../errors.ts';
import type { ImportedGroup } from '../imported-group.ts';
import { proveImport } from '../prove-import.ts';
import { parseSpliitJson } from './spliit-json.ts';

const file = new URL('../../../../../../shared/data/spliit-group.json', import.meta.url);
const skip = existsSync(file) ? false : 'the file of real data does not stand beside the repository';

test('the real export spliit-group.json has 75 expenses of 4865.37 and ends even', { skip }, () => {
  const group = parseSpliitJson(readFileSync(file, 'utf8'));
  const proof = proveImport(group);
  assert.equal(group.items.length, 75);
  assert.equal(
    group.items.reduce((sum, item) => sum + item.totalMinor, 0n),
    486537n,
  );
  assert.equal(proof.isProven, true);
  assert.deepEqual(
    proof.rows.map((row) => row.oursMinor),
    [0n, 0n],
  );
});

test('every split mode gives the shares Spliit gives', () => {
  const group = parse([
    expense({ amount: 1000, splitMode: 'EVENLY', paidFor: { a: 300, b: 200, c: 100 } }),
    expense({ amount: 1000, splitMode: 'BY_SHARES', paidFor: { a: 200, b: 100 } }),
    expense({ amount: 1000, splitMode: 'BY_PERCENTAGE', paidFor: { a: 5000, b: 3333, c: 1667 } }),
    expense({ amount: 1000, splitMode: 'BY_AMOUNT', paidFor: { a: 999, c: 1 } }),
    expense({ amount: -1000, splitMode: 'EVENLY', paidFor: { a: 100, b: 100, c: 100 } }),
  ]);
  const shares = group.items.map((item) => item.shares.map((share) => Number(share.amountMinor)));
  assert.deepEqual(shares, [
    [334, 333, 333],
    [667, 333],
    [500, 333, 167],
    [999, 1],
    [-333, -333, -334],
  ]);
  assert.deepEqual(
    group.items.map((item) => item.splitMethod?.method),
    ['equal', 'weight', 'percentage', 'exact', 'equal'],
  );
  assert.deepEqual(
    group.items[1]?.splitMethod?.weights?.map((part) => part.weight),
    ['2', '1'],
  );
  assert.deepEqual(group.warnings, [{ code: 'split_weights_ignored', line: 5 }]);
  assert.equal(proveImport(group).isProven, true);
});

test('the odd unit turns with the id of the expense as in Spliit, whatever the order of the participants', () => {
  const units = ['e1', 'e2', 'e3', 'e4', 'e5', 'e6'].map((id) => {
    const forward = parse([expense({ id, amount: 100, paidFor: { a: 100, b: 100, c: 100 } })]).items[0];
    const backward = parse([expense({ id, amount: 100, paidFor: { c: 100, b: 100, a: 100 } })]).items[0];
    assert.deepEqual(forward?.shares, backward?.shares);
    return forward?.shares.findIndex((share) => share.amountMinor === 34n);
  });
  // FNV-1a of 'e1' … 'e6' modulo 3, computed apart.
  assert.deepEqual(units, [2, 1, 0, 2, 1, 0]);
});

test('an amount in a currency without decimals is what it is, not a hundred times as much', () => {
  const [item] = parse([expense({ amount: 3_000, paidFor: { a: 100, b: 100, c: 100 } })], {
    currencyCode: 'JPY',
  }).items;
  assert.deepEqual(
    [item?.currency, item?.totalMinor, item?.shares.map(({ amountMinor }) => amountMinor)],
    ['JPY', 3_000n, [1_000n, 1_000n, 1_000n]],
  );
});

test('an original amount is read in minor units, in the major units of old exports, or recovered from the rate', () => {
  const group = parse([
    expense({ amount: 45000, originalAmount: 50000, originalCurrency: 'USD', conversionRate: '0.9' }),
    expense({ amount: 45000, originalAmount: 500, originalCurrency: 'USD', conversionRate: 0.9 }),
    expense({ amount: 111, originalAmount: 1, originalCurrency: 'USD', conversionRate: '0.9' }),
    expense({ amount: 2542, originalAmount: 491687, originalCurrency: 'JPY', conversionRate: '0.0000517' }),
    expense({ amount: 100, originalAmount: 5, originalCurrency: 'points', conversionRate: '2' }),
  ]);
  assert.deepEqual(
    group.items.map((item) => [item.original?.amountMinor, item.original?.currency, item.inferred[0]]),
    [
      [50000n, 'USD', undefined],
      [50000n, 'USD', 'original_amount_major_units'],
      [123n, 'USD', 'original_amount_recovered'],
      [491687n, 'JPY', undefined],
      [undefined, undefined, 'original_dropped'],
    ],
  );
  assert.equal(group.items[3]?.original?.rate, '0.0000517');
});

test('reimbursements are payments, and only the latest copy of a recurring expense recurs', () => {
  const group = parse([
    expense({ id: 'p', amount: 500, isReimbursement: true, paidFor: { b: 100 } }),
    expense({ id: 'q', amount: 500, isReimbursement: true, paidFor: { a: 100, b: 100 } }),
    expense({ id: 'r1', amount: 700, recurrenceRule: 'MONTHLY', expenseDate: '2026-01-31T00:00:00.000Z' }),
    expense({ id: 'r2', amount: 700, recurrenceRule: 'MONTHLY', expenseDate: '2026-02-28T00:00:00.000Z' }),
  ]);
  assert.deepEqual(
    group.items.map((item) => [item.kind, item.recurrence?.frequency]),
    [
      ['payment', undefined],
      ['bill', undefined],
      ['bill', undefined],
      ['bill', 'monthly'],
    ],
  );
});

test('a group without a currency code takes its sign, or the currency the caller names', () => {
  assert.equal(parse([expense({})], { currencyCode: null, currency: '€' }).currency, 'EUR');
  const named = parseSpliitJson(document([expense({})], { currencyCode: '', currency: '$' }), { currency: 'CAD' });
  assert.deepEqual([named.currency, named.items[0]?.inferred], ['CAD', ['currency_by_caller']]);
  assertRefused(document([expense({})], { currencyCode: null, currency: '$' }), 'currency_missing', undefined);
});

test('a wrong file is refused with its line and reason', () => {
  const good = document([expense({}), expense({ id: 'e2' })]);
  assertRefused(good.slice(0, -20), 'json_unreadable', 6);
  assertRefused('{"participants": []}', 'members_missing', 1);
  assertRefused('{"participants": [{"id": "a", "name": "A"}]}', 'currency_missing', undefined);
  assertRefused('[]', 'json_wrong_shape', 1);
  assertRefused(document([expense({}), expense({ amount: 1.5, id: 'x' })]), 'amount_unreadable', 6);
  assertRefused(document([expense({}), expense({ expenseDate: 'soon', id: 'x' })]), 'date_unreadable', 6);
  assertRefused(document([expense({}), expense({ paidById: 'z', id: 'x' })]), 'member_unknown', 6);
  assertRefused(
    document([expense({}), expense({ paidFor: { a: 0, b: 0 }, splitMode: 'BY_SHARES', id: 'x' })]),
    'weights_sum_to_zero',
    6,
  );
  assertRefused(document([expense({}), expense({})]), 'record_repeated', 6);
  assertRefused(document([expense({}), expense({ splitMode: 'BY_MAGIC', id: 'x' })]), 'json_wrong_shape', 6);
});

interface Expense {
  readonly [key: string]: unknown;
  readonly paidFor?: Readonly<Record<string, number>>;
}

function expense(changes: Expense): Readonly<Record<string, unknown>> {
  const { paidFor = { a: 100, b: 100 }, ...rest } = changes;
  return {
    expenseDate: '2026-06-01T00:00:00.000Z',
    title: 'x',
    amount: 1000,
    paidById: 'a',
    splitMode: 'EVENLY',
    isReimbursement: false,
    ...('amount' in rest && !('id' in rest) ? {} : { id: 'e1' }),
    ...rest,
    paidFor: Object.entries(paidFor).map(([participantId, shares]) => ({ participantId, shares })),
  };
}

function document(expenses: readonly unknown[], changes: Readonly<Record<string, unknown>> = {}): string {
  const participants = ['a', 'b', 'c'].map((id) => ({ id, name: id.toUpperCase() }));
  const head = JSON.stringify({ id: 'g', name: 'Trip', currencyCode: 'EUR', ...changes, participants });
  return `${head.slice(0, -1)},\n\n"expenses":[\n\n${expenses.map((one) => JSON.stringify(one)).join(',\n')}\n]}`;
}

function parse(expenses: readonly unknown[], changes: Readonly<Record<string, unknown>> = {}): ImportedGroup {
  return parseSpliitJson(document(expenses, changes));
}

function assertRefused(text: string, reason: string, line: number | undefined): void {
  assert.throws(
    () => parseSpliitJson(text),
    (error) => {
      assert.ok(error instanceof AppError, reason);
      assert.equal(error.code, 'import_refused');
      assert.deepEqual([error.data.reason, error.data.line], [reason, line]);
      return true;
    },
  );
}
