import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstDueAfter, nextReadingOn } from './reading-schedule.ts';

const monthly = { everyMonths: 1, day: 31, from: '2026-01-15' };

describe('the days readings are due', () => {
  it('are the last days of short months and come back to the 31st', () => {
    const days = ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'];
    let covered = '2026-01-14';
    for (const day of days) {
      assert.equal(firstDueAfter(monthly, covered), day);
      covered = day;
    }
  });

  it('skip a period that was read up to ten days early, and no more', () => {
    assert.equal(nextReadingOn(monthly, null), '2026-01-31');
    assert.equal(nextReadingOn(monthly, '2026-01-20'), '2026-01-31');
    assert.equal(nextReadingOn(monthly, '2026-01-21'), '2026-02-28');
    assert.equal(nextReadingOn(monthly, '2026-02-05'), '2026-02-28');
  });

  it('never lie before the schedule began, however long ago the last reading was', () => {
    const schedule = { everyMonths: 3, day: 5, from: '2026-03-20' };
    assert.equal(nextReadingOn(schedule, '2025-01-01'), '2026-06-05');
  });

  it('refuse schedules that are none', () => {
    assert.throws(() => nextReadingOn({ ...monthly, everyMonths: 0 }, null), { code: 'invalid_input' });
    assert.throws(() => nextReadingOn({ ...monthly, day: 32 }, null), { code: 'invalid_input' });
  });
});
