import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '../../errors.ts';
import type { ImportedGroup } from '../imported-group.ts';
import { proveImport } from '../prove-import.ts';
import { parseSpliitCsv } from './spliit-csv.ts';

const HEADER =
  '"Date","Description","Category","Currency","Cost","Original cost","Original currency","Conversion rate","Is Reimbursement","Split mode"';

test('a cell is a share: positive for who paid, negative for the others', () => {
  const group = parse(
    ['"2026-03-01","Gas","Fuel","EUR","67.50",,,,"No","Unevenly – By shares",45,-22.5,0'],
    ['"2026-03-02","Book","Life","EUR","30.00",,,,"No","Evenly",-10,-10,10'],
    ['"2026-03-03","Refund","Life","EUR","-9.00",,,,"No","Evenly",-3,3,3'],
  );
  assert.deepEqual(
    group.items.map((item) => [item.payers[0]?.memberKey, ...item.shares.map((share) => Number(share.amountMinor))]),
    [
      ['name:John', 4500, 2250],
      ['name:Cleo', 1000, 1000, 1000],
      ['name:John', -300, -300, -300],
    ],
  );
  assert.deepEqual(
    group.items.map((item) => item.splitMethod?.method),
    ['weight', 'equal', 'equal'],
  );
  assert.equal(proveImport(group).isProven, true);
});

test('who paid without a share is the only member without one, or the file does not say and is refused', () => {
  const two = parseSpliitCsv(
    `\uFEFF${HEADER},"John ","Jane"\n"2026-03-12","Back","Payment","EUR","51.92",,,,"Yes","Evenly",0,-51.92\n`,
  );
  assert.deepEqual([two.items[0]?.kind, two.items[0]?.payers[0]?.memberKey], ['payment', 'name:John']);
  assert.deepEqual(two.items[0]?.inferred, ['payer_without_share']);
  assertRefused(['"2026-03-12","Back","Payment","EUR","51.92",,,,"Yes","Evenly",0,-51.92,0'], 'payer_unknown', 2);
});

test('an even split is even, as in the balances of Spliit, where old exports kept other weights in the cells', () => {
  const group = parse(['"2026-03-01","Bari","","EUR","230.00",,,,"No","Evenly",138,-92,0']);
  assert.deepEqual(
    group.items[0]?.shares.map((share) => share.amountMinor),
    [11500n, 11500n],
  );
  assert.deepEqual(group.items[0]?.inferred, ['shares_even_by_label']);
});

test('shares that miss the cost by a rounding are completed, others are refused', () => {
  const group = parse(['"2026-03-01","a","","EUR","100.00",,,,"No","Unevenly – By shares",33.33,-33.33,-33.33']);
  assert.deepEqual(group.items[0]?.shares.map((share) => Number(share.amountMinor)).sort(), [3333, 3333, 3334]);
  assert.deepEqual(group.items[0]?.inferred, ['shares_completed']);
  assertRefused(['"2026-03-01","a","","EUR","100.00",,,,"No","Evenly",33.33,-33.33,-30'], 'shares_do_not_sum', 2);
});

test('the nets that a fork of Spliit writes under the same header are read as nets', () => {
  const text = HEADER.replace('Is Reimbursement', 'Is Settlement');
  const group = parseSpliitCsv(
    `${text},A,B,C\n2026-01-01,x,,EUR,90.00,,,,No,Evenly,60,-30,-30\n2026-01-02,y,,EUR,17.40,,,,Yes,Evenly,17.4,-17.4,0\n`,
  );
  assert.deepEqual(
    group.items[0]?.shares.map((share) => share.amountMinor),
    [3000n, 3000n, 3000n],
  );
  assert.equal(group.items[1]?.kind, 'payment');
});

test('the original amount comes with its currency and rate', () => {
  const group = parse(['2026-01-01,x,,INR,97264.09,1000,EUR,97.26409,No,Evenly,48632.05,-48632.04,0']);
  assert.deepEqual(group.items[0]?.original, { amountMinor: 100000n, currency: 'EUR', rate: '97.26409' });
});

test('wrong headers, columns, amounts and currencies are refused with their line', () => {
  assertRefused(['2026-01-01,x,,EUR,9.00,,,,No,Evenly,9'], 'wrong_column_count', 2);
  assertRefused(['2026-01-01,x,,EUR,nine,,,,No,Evenly,9,0,0'], 'amount_unreadable', 2);
  assertRefused(['2026-01-01,x,,$,9.00,,,,No,Evenly,9,0,0'], 'currency_missing', undefined);
  assert.throws(
    () => parseSpliitCsv('Date,Description,Category,Cost,Currency,A,B\n'),
    (error) => error instanceof AppError && error.data.reason === 'header_not_recognised',
  );
});

function parse(...rows: readonly (readonly string[])[]): ImportedGroup {
  return parseSpliitCsv([`\uFEFF${HEADER},"John ","Jane","Cleo"`, ...rows.flat()].join('\n'));
}

function assertRefused(rows: readonly string[], reason: string, line: number | undefined): void {
  assert.throws(
    () => parse(rows),
    (error) => {
      assert.ok(error instanceof AppError, reason);
      assert.deepEqual([error.data.reason, error.data.line], [reason, line]);
      return true;
    },
  );
}
