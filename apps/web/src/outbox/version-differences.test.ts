import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { versionDifferences } from './version-differences.ts';

const FIELDS = ['title', 'totalMinor', 'notes', 'split'] as const;

describe('two versions of a bill', () => {
  it('differ where what I wrote is not what stands, in the order a screen shows it', () => {
    const mine = { totalMinor: 1200, title: 'Bread', notes: null };
    const theirs = { version: 3, title: 'Bread and cheese', totalMinor: 1500, notes: null };
    assert.deepEqual(versionDifferences(FIELDS, mine, theirs), [
      { field: 'title', before: 'Bread and cheese', after: 'Bread' },
      { field: 'totalMinor', before: 1500, after: 1200 },
    ]);
  });

  it('are the same in a field whose parts are only in another order, or empty in another way', () => {
    const mine = { split: { method: 'itemised', items: [{ label: 'Fish', amountMinor: 5 }], discountMinor: null } };
    const theirs = {
      version: 2,
      notes: null,
      split: { items: [{ amountMinor: 5, label: 'Fish' }], method: 'itemised' },
    };
    assert.deepEqual(versionDifferences(FIELDS, mine, theirs), []);
    assert.deepEqual(versionDifferences(FIELDS, { notes: undefined }, { notes: null }), []);
  });

  it('do not differ in what I did not write', () => {
    assert.deepEqual(
      versionDifferences(FIELDS, { title: 'Bread' }, { version: 2, title: 'Bread', notes: 'fresh' }),
      [],
    );
    assert.deepEqual(versionDifferences(FIELDS, undefined, { version: 2, title: 'Bread' }), []);
  });

  it('tell the order of a list apart: who comes first is part of what was said', () => {
    const [difference] = versionDifferences(['split'], { split: ['ana', 'iva'] }, { split: ['iva', 'ana'] });
    assert.equal(difference?.field, 'split');
  });
});
