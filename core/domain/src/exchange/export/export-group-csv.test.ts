import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseImport } from '../parse-import.ts';
import { proveImport } from '../prove-import.ts';
import { toCsv } from './csv-writer.ts';
import { type ExportItem, exportGroupCsv } from './export-group-csv.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const MEMBERS = [
  { key: 'a', name: '=Ana', isActive: true },
  { key: 'b', name: 'Ben, "B"', isActive: false },
  { key: 'c', name: '-Cleo', isActive: true },
];

test('cells that start like a formula are guarded, numbers in numeric columns are not', () => {
  const rows = [['=1+1', '+a', '-b', '@c', '\td', "'=e", '-12.50', '-12.50', '-1+1', 'a "b"']];
  assert.equal(
    toCsv(rows, { numericColumns: new Set([7, 8]), lineEnd: '\n', hasByteOrderMark: true }),
    `\uFEFF'=1+1,'+a,'-b,'@c,"'\td",''=e,'-12.50,-12.50,'-1+1,"a ""b"""\n`,
  );
});

test('a group is written with one net per member and its balances at the end', () => {
  const item: ExportItem = {
    kind: 'bill',
    date: '2026-07-01',
    title: '=SUM(A1)',
    currency: 'EUR',
    totalMinor: 900n,
    payers: [{ memberKey: 'a', amountMinor: 900n }],
    shares: ['a', 'b', 'c'].map((memberKey) => ({ memberKey, amountMinor: 300n })),
  };
  assert.equal(
    exportGroupCsv({ members: MEMBERS, items: [item], asOf: '2026-07-31' }, { lineEnd: '\n' }),
    [
      `Date,Description,Category,Cost,Currency,'=Ana,"Ben, ""B"" (removed)",'-Cleo`,
      "2026-07-01,'=SUM(A1),General,9.00,EUR,6.00,-3.00,-3.00",
      ',,,,,,,',
      '2026-07-31,Total balance,,,EUR,6.00,-3.00,-3.00',
      '',
    ].join('\n'),
  );
});

test('an export reads back with the same members, records, nets and balances', (context) => {
  context.diagnostic(`SEED=${seed}`);
  const title = fc.oneof(
    fc.string(),
    fc.constantFrom('=cmd()', "'=x", '\ttab', 'a\nb', '"', '-1', 'Ана, Бен', 'Total balance', 'a;b;c;d;e;f;g;h;i;j'),
  );
  const record = fc.record({
    title: title.map((text) => text.trim() || 'x'),
    currency: fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF'),
    paid: fc.tuple(fc.nat(99_999), fc.nat(99_999), fc.nat(99_999)),
    weights: fc.tuple(fc.nat(5), fc.nat(5), fc.integer({ min: 1, max: 5 })),
    isRefund: fc.boolean(),
  });
  const property = fc.property(fc.array(record, { minLength: 1, maxLength: 20 }), fc.boolean(), (records, isGerman) => {
    const items = records.filter(({ paid }) => paid.some((amount) => amount > 0)).map(toItem);
    fc.pre(items.length > 0);
    const text = exportGroupCsv(
      { members: MEMBERS, items, asOf: '2026-07-31' },
      { hasByteOrderMark: true, delimiter: isGerman ? ';' : ',' },
    );
    const group = parseImport(text);
    const proof = proveImport(group);
    assert.equal(group.format, 'splitwise-csv');
    assert.equal(proof.isProven, true);
    assert.ok(Object.values(proof.sourceBalanceOrigin).every((origin) => origin === 'stated'));
    assert.deepEqual(
      group.members.map(({ name, isActive }) => ({ name, isActive })),
      MEMBERS.map(({ name, isActive }) => ({ name, isActive })),
    );
    assert.deepEqual(
      group.items.map((item) => [item.title, item.currency, item.totalMinor]),
      items.map((item) => [item.title, item.currency, item.totalMinor]),
    );
    const again = exportGroupCsv({ members: group.members, items: group.items, asOf: '2026-07-31' });
    assert.equal(again, exportGroupCsv({ members: MEMBERS, items, asOf: '2026-07-31' }));
  });
  fc.assert(property, { seed, numRuns: 500 });
});

function toItem(record: {
  readonly title: string;
  readonly currency: string;
  readonly paid: readonly number[];
  readonly weights: readonly number[];
  readonly isRefund: boolean;
}): ExportItem {
  const sign = record.isRefund ? -1n : 1n;
  const total = BigInt(record.paid.reduce((sum, amount) => sum + amount, 0));
  const weightSum = BigInt(record.weights.reduce((sum, weight) => sum + weight, 0));
  const shares = record.weights.map((weight) => (total * BigInt(weight)) / weightSum);
  shares[2] = (shares[2] ?? 0n) + total - shares.reduce((sum, share) => sum + share, 0n);
  const keyed = (amounts: readonly bigint[]) =>
    amounts.map((amount, index) => ({ memberKey: MEMBERS[index]?.key ?? '', amountMinor: sign * amount }));
  return {
    kind: 'bill',
    date: '2026-07-01',
    title: record.title,
    currency: record.currency,
    totalMinor: sign * total,
    payers: keyed(record.paid.map(BigInt)),
    shares: keyed(shares),
  };
}
