import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { billChanges } from './bill-changes.ts';

const before = { title: 'Rent', totalMinor: 100, notes: null, disputes: [], version: 1, updatedAt: 1 };

describe('what changed in a bill', () => {
  it('is the fields people talk about, and only those that differ', () => {
    const after = { ...before, totalMinor: 120, version: 2, updatedAt: 9 };
    assert.deepEqual(billChanges(before, after), [{ field: 'totalMinor', before: 100, after: 120 }]);
  });

  it('is everything a new bill began with, without what was left empty', () => {
    assert.deepEqual(
      billChanges(null, before).map(({ field }) => field),
      ['title', 'totalMinor'],
    );
  });
});
