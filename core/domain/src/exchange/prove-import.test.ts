import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ImportedGroup, ImportedItem } from './imported-group.ts';
import { parseImport } from './parse-import.ts';
import { proveImport } from './prove-import.ts';
import { SAMPLES } from './testing/samples.ts';

test('a proof fails when an item is lost, moved, unbalanced or of somebody unknown, in every format', () => {
  const damages: readonly ((items: readonly ImportedItem[]) => readonly ImportedItem[])[] = [
    (items) => items.slice(1),
    (items) => [...items, ...items.slice(0, 1)],
    (items) => changeFirst(items, (item) => ({ shares: item.shares.slice(1) })),
    (items) => changeFirst(items, (item) => ({ totalMinor: item.totalMinor + 1n })),
    (items) => changeFirst(items, () => ({ currency: 'CHF' })),
    (items) => changeFirst(items, () => ({ isDeleted: true })),
    (items) =>
      changeFirst(items, (item) => ({ payers: item.payers.map((payer) => ({ ...payer, memberKey: 'name:nobody' })) })),
  ];
  for (const text of Object.values(SAMPLES)) {
    const group = parseImport(text);
    for (const damage of damages) {
      const damaged: ImportedGroup = { ...group, items: damage(group.items) };
      assert.equal(proveImport(damaged).isProven, false, `${group.format} ${damage}`);
    }
  }
});

test('a proof says what was inferred, how often and where first', () => {
  const proof = proveImport(parseImport(SAMPLES['splitwise-csv']));
  assert.deepEqual(proof.inferred, [{ code: 'payers_equal_split', count: 1, lines: [3] }]);
  assert.deepEqual(proof.warnings, [{ code: 'row_without_effect', line: 5 }]);
});

function changeFirst(
  items: readonly ImportedItem[],
  change: (item: ImportedItem) => Partial<ImportedItem>,
): readonly ImportedItem[] {
  return items.map((item, index) => (index === 0 ? { ...item, ...change(item) } : item));
}
