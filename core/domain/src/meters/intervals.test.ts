import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addDays } from '../calendar/local-date.ts';
import { createDraw } from '../shares/testing/random-splits.ts';
import { intervalsOf } from './intervals.ts';
import { meter, reading } from './testing/readings.ts';
import { usageBetween } from './usage.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const unitsOf = (...args: Parameters<typeof intervalsOf>) =>
  intervalsOf(...args).map(({ consumptionMilli, flag }) => [Number(consumptionMilli) / 1000, flag]);

describe('intervals between readings', () => {
  it('count both devices when a meter is replaced within a period, and nothing between them', () => {
    const readings = [
      reading('2026-01-01', 54_300),
      reading('2026-01-20', 54_321, { kind: 'final' }),
      reading('2026-01-20', 0, { kind: 'initial' }),
      reading('2026-02-01', 12),
    ];
    assert.deepEqual(unitsOf(meter(), readings, 'total'), [
      [21, null],
      [12, null],
    ]);
    const used = usageBetween(intervalsOf(meter(), readings.toReversed(), 'total'), '2026-01-01', '2026-02-01');
    assert.deepEqual([used.consumptionMilli, used.measuredDays], [33_000n, 31]);
  });

  it('count a new device that did not start at 0 from where it started', () => {
    const readings = [
      reading('2026-01-01', 900),
      reading('2026-01-20', 910, { kind: 'final' }),
      reading('2026-01-20', 250, { kind: 'initial' }),
      reading('2026-02-01', 255),
    ];
    assert.deepEqual(unitsOf(meter(), readings, 'total'), [
      [10, null],
      [5, null],
    ]);
  });

  it('count 7 from 99998 to 00005 where five digits may roll over, and flag it where they may not', () => {
    const readings = [reading('2026-01-01', 99_998), reading('2026-02-01', 5)];
    assert.deepEqual(unitsOf(meter({ isRolloverAllowed: true }), readings, 'total'), [[7, 'rollover']]);
    assert.deepEqual(unitsOf(meter(), readings, 'total'), [[0, 'lower']]);
  });

  it('take no small step back for a roll-over', () => {
    const readings = [reading('2026-01-01', 500), reading('2026-02-01', 490)];
    assert.deepEqual(unitsOf(meter({ isRolloverAllowed: true }), readings, 'total'), [[0, 'lower']]);
  });

  it('drop estimated readings once a measured one follows, also one of the same day', () => {
    const guess = reading('2026-02-01', 30, { source: 'estimate' });
    const first = reading('2026-01-01', 0);
    assert.deepEqual(unitsOf(meter(), [first, guess], 'total'), [[30, null]]);
    assert.equal(intervalsOf(meter(), [first, guess], 'total')[0]?.estimate, 'reading');
    for (const order of [
      [first, guess, reading('2026-02-01', 20)],
      [first, reading('2026-02-01', 20), guess],
    ]) {
      assert.deepEqual(unitsOf(meter(), order, 'total'), [[20, null]]);
    }
  });

  it('give the same sum however a time is cut into periods, never below 0', (test) => {
    test.diagnostic(`SEED=${seed}`);
    const draw = createDraw(seed);
    for (let round = 0; round < 300; round += 1) {
      let [day, units] = ['2025-01-01', draw(0, 500)];
      const readings = [reading(day, units)];
      for (let step = draw(2, 20); step > 0; step -= 1) {
        day = addDays(day, draw(1, 70));
        units += draw(0, 99);
        readings.push(reading(day, units));
      }
      const intervals = intervalsOf(meter(), readings, 'total');
      let [from, sum] = ['2025-01-01', 0n];
      while (from < day) {
        const until = addDays(from, draw(1, 45));
        const { consumptionMilli } = usageBetween(intervals, from, until);
        assert.ok(consumptionMilli >= 0n);
        sum += consumptionMilli;
        from = until;
      }
      const whole = (readings.at(-1)?.valueMilli ?? 0) - (readings[0]?.valueMilli ?? 0);
      assert.equal(sum, BigInt(whole), `SEED=${seed} round ${round}`);
    }
  });
});
