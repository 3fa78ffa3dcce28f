import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '../errors.ts';
import { detectFormat } from './detect-format.ts';
import { MAX_IMPORT_CHARACTERS } from './import-limits.ts';
import { parseImport } from './parse-import.ts';
import { SAMPLES } from './testing/samples.ts';

test('every format is told by its content alone', () => {
  for (const [format, text] of Object.entries(SAMPLES)) {
    assert.equal(detectFormat(text), format);
    assert.equal(detectFormat(`\uFEFF${text}`), format);
    assert.equal(parseImport(text, { currency: 'EUR' }).format, format);
  }
  assert.equal(detectFormat('{\n"format":"shared-payments-bundle",'), 'shared-payments-bundle');
});

test('a JSON text cut off before it says what it is goes by its file name', () => {
  assert.equal(detectFormat('{\n "id": "x"', 'Spliit Export - 2026-01-01.json'), 'spliit-json');
  assert.equal(detectFormat('{\n "id": "x"', 'x.json'), undefined);
});

test('a file of no known format is refused with the header found', () => {
  const cases: readonly (readonly [string, string, number | undefined])[] = [
    ['name,surname,city\nx,y,z\n', 'header_not_recognised', 1],
    ['\n\n%PDF-1.7 whatever\n', 'header_not_recognised', 3],
    ['<!doctype html><html></html>', 'header_not_recognised', 1],
    ['{"hello": 1}', 'format_not_recognised', 1],
    ['[1, 2]', 'format_not_recognised', 1],
    ['{"format":"shared-payments-bundle"}', 'format_not_recognised', undefined],
    ['', 'file_empty', undefined],
    ['x'.repeat(MAX_IMPORT_CHARACTERS + 1), 'file_too_large', undefined],
    [`[{"what": 1}${' '.repeat(MAX_IMPORT_CHARACTERS)}]`, 'file_too_large', undefined],
  ];
  for (const [text, reason, line] of cases) {
    assert.throws(
      () => parseImport(text),
      (error) => {
        assert.ok(error instanceof AppError);
        assert.deepEqual([error.code, error.data.reason, error.data.line], ['import_refused', reason, line]);
        return true;
      },
    );
  }
});
