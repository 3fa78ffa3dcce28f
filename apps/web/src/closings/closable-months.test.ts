import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { closableMonths } from './closable-months.ts';

describe('the months that can be closed', () => {
  it('are those that are over, newest first, over the turn of a year', () => {
    assert.deepEqual(closableMonths('2027-02', undefined, '2026-11'), ['2027-01', '2026-12', '2026-11']);
  });

  it('begin after the last one that was closed', () => {
    assert.deepEqual(closableMonths('2026-11', '2026-08', '2024-01'), ['2026-10', '2026-09']);
    assert.deepEqual(closableMonths('2026-11', '2026-10', '2024-01'), []);
  });

  it('are none in a group that began this month, and not without an end in an old one', () => {
    assert.deepEqual(closableMonths('2026-11', undefined, '2026-11'), []);
    assert.deepEqual(closableMonths('2026-11', undefined, undefined), []);
    assert.equal(closableMonths('2026-11', undefined, '1990-01').length, 36);
  });
});
