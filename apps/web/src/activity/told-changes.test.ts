import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memberChanges, plainChanges } from './told-changes.ts';

describe('what an activity changed', () => {
  it('tells the fields that differ, and no others', () => {
    const before = { name: 'Water', unit: 'm³', version: 1, updatedAt: 1 };
    const after = { name: 'Cold water', unit: 'm³', version: 2, updatedAt: 2 };
    assert.deepEqual(plainChanges(before, after), [{ field: 'name', before: 'Water', after: 'Cold water' }]);
  });

  it('tells of something new everything it began with', () => {
    assert.deepEqual(
      plainChanges(null, { date: '2026-01-01', valueMilli: 0, needsReview: false }).map(({ field }) => field),
      ['date', 'valueMilli', 'needsReview'],
    );
  });

  it('finds the member inside a group who was changed', () => {
    const ana = { id: 'a', name: 'Ana', role: 'primary' };
    const marko = { id: 'm', name: 'Marko', role: 'viewer' };
    const changed = { ...marko, role: 'participant' };
    const change = {
      collection: 'groups',
      id: 'g',
      before: { members: [ana, marko] },
      after: { members: [ana, changed] },
    };
    assert.deepEqual(memberChanges(change), [['Marko', marko, changed]]);
    assert.deepEqual(memberChanges({ ...change, collection: 'bills' }), []);
  });
});
