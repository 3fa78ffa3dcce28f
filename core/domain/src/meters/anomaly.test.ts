import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addMonths } from '../calendar/local-date.ts';
import { findAnomalies } from './anomaly.ts';

/** Months in whole units, from January 2025. */
const months = (...units: readonly number[]) =>
  units.map((used, index) => ({
    from: addMonths('2025-01-01', index),
    consumptionMilli: BigInt(used) * 1000n,
    isEstimate: false,
  }));
const foundIn = (...args: Parameters<typeof findAnomalies>) => findAnomalies(...args).map(({ from }) => from);

describe('what is out of the ordinary', () => {
  it('is a month of water over three times the median, and says so in numbers', () => {
    const [leak, ...others] = findAnomalies(months(4, 5, 4, 6, 15, 5), 'water', 1000n);
    assert.equal(others.length, 0);
    assert.deepEqual(leak, {
      from: '2025-05-01',
      consumptionMilli: 15_000n,
      factor: 3,
      limitMilli: 13_500n,
      medianMilli: 4500n,
      comparedCount: 4,
      sameMonthLastYearMilli: null,
      resolutionMilli: 1000n,
    });
  });

  it('is nothing that only reaches the limit, and nothing before three months are known', () => {
    assert.deepEqual(foundIn(months(5, 5, 5, 15), 'water', 1n), []);
    assert.deepEqual(foundIn(months(5, 5, 99), 'water', 1n), []);
    assert.deepEqual(foundIn(months(5, 5, 5, 16), 'water', 1n), ['2025-04-01']);
  });

  it('is no winter that was like that last year as well', () => {
    const seasonal = [1269, 900, 700, 400, 320, 312, 330, 350, 340, 420, 700, 1100, 1260];
    assert.deepEqual(foundIn(months(...seasonal), 'electricity', 1000n), ['2025-12-01']);
    assert.deepEqual(foundIn(months(...seasonal.slice(0, 11), 690, 1260), 'electricity', 1000n), []);
  });

  it('is no quiet meter that counted its first coarse step', () => {
    assert.deepEqual(foundIn(months(0, 0, 0, 1), 'water', 1000n), []);
    assert.deepEqual(foundIn(months(0, 0, 0, 4), 'water', 1000n), ['2025-04-01']);
  });

  it('is never a guess, and no guess is compared with', () => {
    const series = months(5, 5, 5, 99, 16);
    const guessed = series.map((month, index) => ({ ...month, isEstimate: index === 3 }));
    assert.deepEqual(foundIn(guessed, 'water', 1n), ['2025-05-01']);
  });
});
