import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '../../errors.ts';
import type { ImportedGroup, ImportOptions } from '../imported-group.ts';
import { proveImport } from '../prove-import.ts';
import { parseCospendCsv } from './cospend-csv.ts';

const MEMBERS =
  'name,weight,active,color\n"Alice",1,1,"#112233"\n"Bob",2,1,"#445566"\n"Smith, Carol",1.5,0,"#778899"\n';
const BILL_TITLES =
  'what,amount,date,timestamp,payer_name,payer_weight,payer_active,owers,repeat,repeatfreq,repeatallactive,repeatuntil,categoryid,paymentmode,paymentmodeid,comment,deleted\n';
const LISTS =
  '\ncategoryname,categoryid,icon,color\n"Food",7,"fork","#AA5500"\n\npaymentmodename,paymentmodeid,icon,color\n"Cash",3,"x","#228833"\n';
const CURRENCIES = '\ncurrencyname,exchange_rate\n"USD",1\n"CHF",0.92\n';

test('all tables of an export are read: members, bills, categories, payment modes, currencies', () => {
  const group = parse([
    '"Dinner ""da Gino""",42.5,2024-01-15,1705276800,"Alice",1,1,"Alice,Bob",n,1,0,,7,n,3,"pizza+%26+drinks",0',
    '"Train",99.99,2024-02-01,1706745600,"Bob",2,1,"Alice,Bob,Smith, Carol",b,2,1,2024-06-01,0,n,0,"",0',
    '"Wrong",10,2024-02-02,1706832000,"Bob",2,1,"Alice",n,1,0,,0,n,0,"",1',
    '"Back",12.3,2024-02-03,1706918400,"Alice",1,1,"Bob",n,1,0,,-11,n,0,"",0',
  ]);
  const [dinner, train, wrong, back] = group.items;
  assert.deepEqual([group.name, group.currency], ['flat', 'USD']);
  assert.deepEqual(
    group.members.map((member) => [member.name, member.weight, member.isActive]),
    [
      ['Alice', '1', true],
      ['Bob', '2', true],
      ['Smith, Carol', '1.5', false],
    ],
  );
  assert.deepEqual(
    [dinner?.title, dinner?.category, dinner?.notes, dinner?.line],
    ['Dinner "da Gino"', 'Food', 'pizza & drinks', 7],
  );
  assert.deepEqual(
    dinner?.shares.map((share) => share.amountMinor),
    [1417n, 2833n],
  );
  assert.deepEqual(
    train?.shares.map((share) => share.amountMinor),
    [2222n, 4444n, 3333n],
  );
  assert.deepEqual(train?.recurrence, { frequency: 'weekly', interval: 4, until: '2024-06-01' });
  assert.deepEqual([wrong?.isDeleted, back?.kind], [true, 'payment']);
  const proof = proveImport(group);
  assert.equal(proof.isProven, true);
  assert.deepEqual([proof.billCount, proof.paymentCount, proof.deletedCount], [2, 1, 1]);
  assert.deepEqual(
    proof.rows.map((row) => row.oursMinor),
    [4250n - 1417n - 2222n + 1230n, 9999n - 2833n - 4444n - 1230n, -3333n],
  );
});

test('amounts are decimal texts of floats: exact where they are, rounded and marked where they are not', () => {
  const group = parse([
    '"a",19.989999999999998,2024-01-01,,"Alice",1,1,"Alice",n,1,0,,0,n,0,"",0',
    '"b",1.0E+25,2024-01-01,,"Alice",1,1,"Alice",n,1,0,,0,n,0,"",0'.replace('1.0E+25', '1.0E+3'),
    '"c",0,2024-01-01,,"Alice",1,1,"Alice",n,1,0,,0,n,0,"",0',
  ]);
  assert.deepEqual(
    group.items.map((item) => [item.totalMinor, item.inferred]),
    [
      [1999n, ['amount_rounded']],
      [100000n, []],
    ],
  );
  assert.deepEqual(group.warnings, [{ code: 'row_without_effect', line: 9 }]);
});

test('what cannot be kept is reported: twice a month, a broken comment, a weight not in the file', () => {
  const group = parse([
    '"a",10,2024-01-01,,"Alice",1,1,"Alice,Dora",s,1,0,,0,n,0,"100%+sure",0',
    '"deleteMeIfYouWant",1,2024-01-01,,"Emil",3,1,"Emil",n,1,0,,0,n,0,"",0',
  ]);
  assert.deepEqual(
    group.warnings.map((warning) => warning.code),
    ['comment_unreadable', 'recurrence_not_supported', 'member_weight_assumed'],
  );
  assert.deepEqual(
    [group.items.length, group.items[0]?.recurrence, group.items[0]?.notes],
    [1, undefined, '100%+sure'],
  );
  assert.deepEqual(
    group.members.slice(3).map((member) => [member.name, member.weight]),
    [
      ['Emil', '3'],
      ['Dora', '1'],
    ],
  );
});

test('old exports begin with the bills and have a timestamp only', () => {
  const text = 'what,amount,timestamp,payer_name,payer_weight,owers\nx,3,1705276800,Ana,1,"Ana, Ben"\n';
  const group = parseCospendCsv(text, { currency: 'EUR' });
  assert.deepEqual([group.items[0]?.date, group.items[0]?.totalMinor], ['2024-01-15', 300n]);
  assert.deepEqual(group.items[0]?.inferred, ['currency_by_caller']);
});

test('a wrong file is refused with its line and reason', () => {
  const bill = '"a",10,2024-01-01,,"Alice",1,1,"Alice",n,1,0,,0,n,0,"",0';
  assertRefused(`${MEMBERS}\n${BILL_TITLES}${bill}`, 'currency_missing', undefined, {});
  assertRefused(`${MEMBERS}\nfoo,bar\n`, 'header_not_recognised', 6);
  assertRefused(`${MEMBERS}\n${BILL_TITLES}${bill},x`, 'wrong_column_count', 7);
  assertRefused(`${MEMBERS}\n${BILL_TITLES}${bill.replace('10', 'ten')}`, 'amount_unreadable', 7);
  assertRefused(`${MEMBERS}\n${BILL_TITLES}${bill.replace('2024-01-01', '')}`, 'date_unreadable', 7);
  assertRefused(`${MEMBERS}\n${BILL_TITLES}${bill.replace('"Alice",n', '"Alice,,Bob",n')}`, 'member_name_missing', 7);
  assertRefused('name,weight,active,color\nA,heavy,1,x\n', 'weight_unreadable', 2);
  assertRefused('name,weight,active,color\nA,1,1,x\nA,1,1,x\n', 'member_repeated', 3);
  assertRefused(`name,weight,active,color\nAlice,0,1,x\n\n${BILL_TITLES}${bill}`, 'weights_sum_to_zero', 5);
});

function parse(bills: readonly string[]): ImportedGroup {
  return parseCospendCsv(`${MEMBERS}\n${BILL_TITLES}${bills.join('\n')}\n${LISTS}${CURRENCIES}`, {
    fileName: 'flat.csv',
  });
}

function assertRefused(
  text: string,
  reason: string,
  line: number | undefined,
  options: ImportOptions = { currency: 'EUR' },
): void {
  assert.throws(
    () => parseCospendCsv(text, options),
    (error) => {
      assert.ok(error instanceof AppError, reason);
      assert.deepEqual([error.data.reason, error.data.line], [reason, line]);
      return true;
    },
  );
}
