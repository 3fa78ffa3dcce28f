import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '../../errors.ts';
import { parseSplitwiseCsv } from './splitwise-csv.ts';

const HEADER = 'Date,Description,Category,Cost,Currency,Ana,Ben';

const REFUSED: readonly (readonly [string, string, number | undefined])[] = [
  ['', 'file_empty', undefined],
  ['Datum;Wer;Was;Wieviel\n1;2;3;4\n', 'header_not_recognised', 1],
  ['Date,Description,Category,Cost,Currency\n', 'members_missing', 1],
  ['Date,Description,Category,Cost,Currency,Ana,,Ben\n', 'member_name_missing', 1],
  [HEADER, 'nothing_to_read', undefined],
  [`${HEADER}\n2026-01-01,a,b,10.00,EUR,5.00`, 'wrong_column_count', 2],
  [`${HEADER}\n2026-01-01,a,b,10.00,EUR,5.00,-5.00,7`, 'wrong_column_count', 2],
  [`${HEADER}\n\n2026-01-01,a,b,10.00,EUR,5.00,-4.99`, 'sum_not_zero', 3],
  [`${HEADER}\n2026-01-01,a,b,10.00,XQX,5.00,-5.00`, 'currency_unknown', 2],
  [`${HEADER}\n2026-02-30,a,b,10.00,EUR,5.00,-5.00`, 'date_unreadable', 2],
  [`${HEADER}\n01/02/2026,a,b,10.00,EUR,5.00,-5.00`, 'date_unreadable', 2],
  [`${HEADER}\n2026-01-01,a,b,ten,EUR,5.00,-5.00`, 'amount_unreadable', 2],
  [`${HEADER}\n2026-01-01,a,b,"1,000",EUR,5.00,-5.00`, 'amount_unreadable', 2],
  [`${HEADER}\n2026-01-01,a,b,10.005,EUR,5.00,-5.00`, 'amount_too_precise', 2],
  [`${HEADER}\n2026-01-01,a,b,10.50,JPY,5.00,-5.00`, 'amount_too_precise', 2],
  [`${HEADER}\n2026-01-01,a,b,99999999999999999,EUR,5.00,-5.00`, 'amount_out_of_range', 2],
  [`${HEADER}\n2026-01-01,a,b,9.00,EUR,10.00,-10.00`, 'nets_exceed_cost', 2],
  [`${HEADER}\n2026-01-01,"a,b,10.00,EUR,5.00,-5.00\n`, 'quote_not_closed', 2],
  [`Date,Description,Category,Cost,Currency,${'x,'.repeat(201)}y\n`, 'too_many_members', 1],
];

test('a wrong file is refused with its line and reason', () => {
  for (const [text, reason, line] of REFUSED) {
    assert.throws(
      () => parseSplitwiseCsv(text),
      (error) => {
        assert.ok(error instanceof AppError, text);
        assert.equal(error.code, 'import_refused');
        assert.deepEqual([error.data.reason, error.data.line], [reason, line], text);
        if (line !== undefined) assert.ok(error.message.startsWith(`Line ${line}: `));
        return true;
      },
    );
  }
});

test('the refusal of a header names the header found', () => {
  assert.throws(
    () => parseSplitwiseCsv('Datum;Wer;Was;Wieviel\n1;2;3;4\n'),
    (error) => {
      assert.ok(error instanceof AppError);
      assert.deepEqual(error.data.header, ['Datum', 'Wer', 'Was', 'Wieviel']);
      assert.match(error.message, /Datum,Wer,Was,Wieviel/);
      return true;
    },
  );
});

test('the refusal of a row that does not sum to zero says by how much', () => {
  assert.throws(
    () => parseSplitwiseCsv(`${HEADER}\n2026-01-01,a,b,10.00,EUR,5.00,-4.99`),
    (error) => error instanceof AppError && error.data.sumMinor === '1',
  );
});
