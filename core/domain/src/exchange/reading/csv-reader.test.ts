import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AppError } from '../../errors.ts';
import { toCsv } from '../export/csv-writer.ts';
import { MAX_CELL_CHARACTERS, MAX_IMPORT_CHARACTERS, MAX_IMPORT_COLUMNS, MAX_IMPORT_ROWS } from '../import-limits.ts';
import { type CsvDelimiter, readCsv, sniffDelimiter } from './csv-reader.ts';
import { withoutFormulaGuard } from './import-fields.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

test('quoted delimiters, quotes and line breaks belong to the cell, and lines keep their numbers', () => {
  const text = '\uFEFFa,"b, ""c""",d\r\n"two\nlines",x,\r\n\r\nlast,"",';
  assert.deepEqual(
    [...readCsv(text, ',')],
    [
      { line: 1, cells: ['a', 'b, "c"', 'd'] },
      { line: 2, cells: ['two\nlines', 'x', ''] },
      { line: 4, cells: [''] },
      { line: 5, cells: ['last', '', ''] },
    ],
  );
});

test('LF, CRLF and CR all end a record', () => {
  for (const end of ['\n', '\r\n', '\r']) {
    assert.deepEqual(
      [...readCsv(`a,b${end}c,d${end}`, ',')].map(({ line, cells }) => [line, ...cells]),
      [
        [1, 'a', 'b'],
        [2, 'c', 'd'],
      ],
    );
  }
});

test('an exporter that forgets to double its quotes loses no record', () => {
  assert.deepEqual([...readCsv('"Al"ice",1\nb,2', ',')][1]?.cells, ['b', '2']);
});

test('a quote that never closes is refused with the line it opens on', () => {
  assertRefused(() => [...readCsv('a\nb\n"c,d\ne', ',')], 'quote_not_closed', 3);
});

test('sizes beyond the named limits are refused', () => {
  assertRefused(() => [...readCsv(' \n ', ',')], 'file_empty', undefined);
  assertRefused(() => [...readCsv('a'.repeat(MAX_IMPORT_CHARACTERS + 1), ',')], 'file_too_large', undefined);
  assertRefused(() => [...readCsv('a\n'.repeat(MAX_IMPORT_ROWS + 1), ',')], 'too_many_rows', MAX_IMPORT_ROWS + 1);
  assertRefused(() => [...readCsv(`x\n${','.repeat(MAX_IMPORT_COLUMNS)}`, ',')], 'too_many_columns', 2);
  assertRefused(() => [...readCsv(`x\n${'a'.repeat(MAX_CELL_CHARACTERS + 1)}`, ',')], 'text_too_long', 2);
});

test('the delimiter is the one under which records are alike, whatever stands in their cells', () => {
  assert.equal(sniffDelimiter('Note: nothing\n\nDate;Cost gross;A\n'), ';');
  assert.equal(sniffDelimiter('a\tb\tc\n'), '\t');
  assert.equal(sniffDelimiter('one column\n'), ',');
  assert.equal(sniffDelimiter('a,b,"c;d;e;f;g;h"\nx,y,z\n";",1,2\n'), ',');
});

test('what is written is read back, whatever the cells and the delimiter', (context) => {
  context.diagnostic(`SEED=${seed}`);
  const cell = fc.oneof(
    fc.string({ unit: fc.constantFrom(',', ';', '\t', '"', '\n', '\r', "'", '=', '-', 'a', ' ', 'ж') }),
    fc.string(),
  );
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 6 });
  const property = fc.property(table, fc.constantFrom<CsvDelimiter>(',', ';', '\t'), (rows, delimiter) => {
    fc.pre(rows.flat().some((text) => text.trim() !== ''));
    const text = toCsv(rows, { delimiter });
    const read = [...readCsv(text, delimiter)].map((record) => record.cells.map(withoutFormulaGuard));
    assert.deepEqual(read, rows);
  });
  fc.assert(property, { seed, numRuns: 3_000 });
});

function assertRefused(action: () => unknown, reason: string, line: number | undefined): void {
  assert.throws(action, (error) => {
    assert.ok(error instanceof AppError);
    assert.equal(error.code, 'import_refused');
    assert.equal(error.data.reason, reason);
    assert.equal(error.data.line, line);
    return true;
  });
}
