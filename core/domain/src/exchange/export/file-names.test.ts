import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contentDisposition, exportFileName, groupNameInFileName } from './file-names.ts';

test('a Splitwise file name tells the group', () => {
  assert.equal(groupNameInFileName('london_2022_2026-07-01_export.csv'), 'London 2022');
  assert.equal(groupNameInFileName('ana-k-and-ben-l_2026-06-30_export copy.csv'), 'Ana K and Ben L');
  assert.equal(groupNameInFileName('_2026-06-30_export.csv'), undefined);
  assert.equal(groupNameInFileName('bills.csv'), undefined);
});

test('an export has a name that every file system takes', () => {
  assert.equal(exportFileName('../Flat: 3/"b"\u202E\n', '2026-11-23', 'csv'), '_Flat_ 3__b_ - 2026-11-23.csv');
  assert.equal(exportFileName(' . ', '2026-11-23', 'json'), 'group - 2026-11-23.json');
  assert.equal([...exportFileName('🏠'.repeat(500), '2026-11-23', 'csv')].length, 150 + ' - 2026-11-23.csv'.length);
});

test('a download is named in ASCII and, where that loses something, in UTF-8 as well', () => {
  assert.equal(contentDisposition('a b.csv'), 'attachment; filename="a b.csv"');
  assert.equal(
    contentDisposition("Стан'(1)*.csv"),
    `attachment; filename="____'(1)*.csv"; filename*=UTF-8''%D0%A1%D1%82%D0%B0%D0%BD%27%281%29%2A.csv`,
  );
  assert.equal(
    contentDisposition('a"\r\nX: y\\.csv'),
    `attachment; filename="a_X: y_.csv"; filename*=UTF-8''a%22X%3A%20y%5C.csv`,
  );
  assert.match(contentDisposition('\uD800.csv'), /%EF%BF%BD\.csv$/);
});
