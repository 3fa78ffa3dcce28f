import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { brokenLines } from './broken-lines.ts';
import { visualLine } from './visual-order.ts';

describe('a line that reads from right to left', () => {
  it('keeps together what is turned round as one, and the order of what reads from left to right', () => {
    assert.equal(visualLine('paid 12 EUR', true), 'paid 12 EUR');
    assert.equal(visualLine('دفع كل 12 EUR والحصة 3', true), '3 والحصة \u00a012 EUR دفع\u00a0كل');
    assert.equal(visualLine('Rent — دفع كل — 3', false), 'Rent — دفع\u00a0كل \u00a0— 3');
  });

  it('is broken before its words change places, so that its beginning stays on the first line', () => {
    const lines = brokenLines('دفع الحصة كلها', 9, (line) => line.length);
    assert.deepEqual(lines, ['دفع الحصة', 'كلها']);
  });
});
