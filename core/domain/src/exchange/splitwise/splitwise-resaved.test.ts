import assert from 'node:assert/strict';
import { test } from 'node:test';
import { detectFormat } from '../detect-format.ts';
import { proveImport } from '../prove-import.ts';
import { parseSplitwiseCsv } from './splitwise-csv.ts';

const ROWS: readonly (readonly string[])[] = [
  ['Date', 'Description', 'Category', 'Cost', 'Currency', 'Doe, John', 'Ana', 'Ana', 'Old (removed)'],
  ['2016-03-01', 'Rent, March', 'Rent', '1500.50', 'HRK', '1000.00', '-500.00', '-500.00', '0.00'],
  ['2026-03-02', 'Sushi', 'Dining out', '1001', 'JPY', '501', '-250', '-251', '0'],
  ['2026-03-03', 'Ana paid John', 'Payment', '12.50', 'EUR', '-12.50', '12.50', '0.00', '0.00'],
  ['2026-03-04', 'Total balance', ' ', ' ', 'HRK', '1000.00', '-500.00', '-500.00', '0.00'],
  ['2026-03-04', 'Total balance', ' ', ' ', 'JPY', '501', '-250', '-251', '0'],
  ['2026-03-04', 'Total balance', ' ', ' ', 'EUR', '-12.50', '12.50', '0.00', '0.00'],
];

const quoted = (cell: string, delimiter: string) => (cell.includes(delimiter) ? `"${cell}"` : cell);
const written = (delimiter: string, numberOf: (text: string) => string) =>
  ROWS.map((cells) => cells.map((cell) => quoted(numberOf(cell), delimiter)).join(delimiter)).join('\n');
const isNumber = (text: string) => /^-?\d+(\.\d+)?$/.test(text);
const withComma = (text: string) => (isNumber(text) ? text.replace('.', ',') : text);
const grouped = (text: string) =>
  isNumber(text) && text.includes('.') ? text.replace(/(\d)(\d{3})\./, '$1,$2.') : text;

const plain = written(',', (text) => text);
const SAVED: Readonly<Record<string, string>> = {
  'as it came': plain,
  'with a byte order mark and CRLF': `\uFEFF${plain.replaceAll('\n', '\r\n')}`,
  'with CR alone': plain.replaceAll('\n', '\r'),
  'after a note with commas and blank lines': `"Note: a, b, c"\n\n\n${plain}\n\n`,
  'with semicolons and decimal commas': written(';', withComma),
  'with the line that tells a spreadsheet its delimiter': `sep=;\r\n${written(';', withComma)}`,
  'with tabs': written('\t', (text) => text),
  'with decimal commas between commas': written(',', withComma),
  'with thousands set apart': written(',', grouped),
};

test('an export that a spreadsheet saved again, in whatever way, gives the same as before', () => {
  const original = parseSplitwiseCsv(plain);
  assert.equal(original.items.length, 3);
  assert.deepEqual(
    original.members.map(({ name, isActive }) => [name, isActive]),
    [
      ['Doe, John', true],
      ['Ana', true],
      ['Ana (2)', true],
      ['Old', false],
    ],
  );
  for (const [how, text] of Object.entries(SAVED)) {
    const group = parseSplitwiseCsv(text);
    assert.equal(detectFormat(text), 'splitwise-csv', how);
    assert.deepEqual(
      group.items.map(({ line: _, ...item }) => item),
      original.items.map(({ line: _, ...item }) => item),
      how,
    );
    assert.deepEqual(group.sourceBalances, original.sourceBalances, how);
    assert.equal(proveImport(group).isProven, true, how);
  }
});
