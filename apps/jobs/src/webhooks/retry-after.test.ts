import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { retryAfterMs } from './retry-after.ts';

const NOW_MS = Date.parse('2026-02-01T12:00:00Z');

describe('what a receiver says of when to come again', () => {
  it('is read in seconds and as a date, of answers that ask for it', () => {
    assert.equal(retryAfterMs(503, '120', NOW_MS), 120_000);
    assert.equal(retryAfterMs(429, 'Sun, 01 Feb 2026 12:00:30 GMT', NOW_MS), 30_000);
  });

  it('is nothing where nobody asked, where the time is over, and where it cannot be read', () => {
    for (const [status, header] of [
      [503, undefined],
      [500, '120'],
      [429, '0'],
      [429, '-5'],
      [429, 'soon'],
      [503, 'Sun, 01 Feb 2026 11:59:30 GMT'],
    ] as const)
      assert.equal(retryAfterMs(status, header, NOW_MS), undefined, `${status} ${header}`);
  });
});
