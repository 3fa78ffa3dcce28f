import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { withEstimate } from './estimate.ts';
import { intervalsOf } from './intervals.ts';
import { meter, reading } from './testing/readings.ts';
import { usageBetween } from './usage.ts';

const year = [
  reading('2025-01-01', 0),
  reading('2025-02-01', 10),
  reading('2025-03-01', 30),
  reading('2025-12-31', 365),
];

describe('estimates', () => {
  it('take the same days of last year when they were all measured', () => {
    const intervals = withEstimate(intervalsOf(meter(), [...year, reading('2026-02-01', 370)], 'total'), '2026-03-01');
    const { consumptionMilli, estimatedDays, measuredDays } = usageBetween(intervals, '2026-02-01', '2026-03-01');
    assert.deepEqual([consumptionMilli, estimatedDays, measuredDays], [20_000n, 28, 0]);
    assert.equal(intervals.at(-1)?.estimate, 'same-period-last-year');
  });

  it('take the daily average where last year is not known', () => {
    const intervals = withEstimate(intervalsOf(meter(), year.slice(0, 2), 'total'), '2025-02-15');
    assert.equal(intervals.at(-1)?.estimate, 'trailing-average');
    assert.equal(intervals.at(-1)?.consumptionMilli, (10_000n * 14n) / 31n);
  });

  it('guess nothing without two readings, and nothing before the last one', () => {
    assert.deepEqual(withEstimate(intervalsOf(meter(), year.slice(0, 1), 'total'), '2026-01-01'), []);
    const intervals = intervalsOf(meter(), year, 'total');
    assert.equal(withEstimate(intervals, '2025-06-01'), intervals);
  });

  it('take no interval as a model whose counter ran backwards', () => {
    const readings = [reading('2025-01-01', 100), reading('2025-02-01', 50)];
    assert.equal(withEstimate(intervalsOf(meter(), readings, 'total'), '2025-03-01').length, 1);
  });
});
