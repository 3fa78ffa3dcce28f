import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkReading } from './check-reading.ts';
import { meter, reading } from './testing/readings.ts';

const TODAY = '2026-12-31';
const known = [reading('2026-01-01', 100), reading('2026-02-01', 110)];
const reasonsOf = (check: ReturnType<typeof checkReading>) =>
  'reasons' in check ? [check.verdict, ...check.reasons.map(({ reason }) => reason)] : [check.verdict];

describe('a reading that is checked', () => {
  it('is taken with what was used since the one before it', () => {
    const check = checkReading(meter(), known, reading('2026-03-01', 118), TODAY);
    assert.deepEqual(check, { verdict: 'ok', consumptionMilli: 8000n });
  });

  it('wants a confirmation when it is lower than before, with both values', () => {
    const check = checkReading(meter(), known, reading('2026-03-01', 105), TODAY);
    assert.ok(check.verdict === 'needs_confirmation');
    assert.deepEqual(check.reasons, [
      {
        reason: 'lower_than_previous',
        valueMilli: 105_000,
        previousMilli: 110_000,
        previousDate: '2026-02-01',
        differenceMilli: -5000,
        digits: 5,
        isRolloverAllowed: 'no',
      },
    ]);
  });

  it('may be lower after a roll-over or a swap', () => {
    const rolling = meter({ isRolloverAllowed: true });
    const high = [reading('2026-01-01', 99_998)];
    assert.deepEqual(reasonsOf(checkReading(rolling, high, reading('2026-02-01', 5), TODAY)), ['ok']);
    const swapped = [
      ...known,
      reading('2026-02-10', 112, { kind: 'final' }),
      reading('2026-02-10', 0, { kind: 'initial' }),
    ];
    assert.deepEqual(reasonsOf(checkReading(meter(), swapped, reading('2026-03-01', 3), TODAY)), ['ok']);
  });

  it('wants a confirmation when a later one is lower', () => {
    const check = checkReading(meter(), known, reading('2026-01-15', 120), TODAY);
    assert.deepEqual(reasonsOf(check), ['needs_confirmation', 'higher_than_next']);
  });

  it('says in numbers why a weekend is far beyond what is usual', () => {
    const weeks = ['2026-01-01', '2026-01-11', '2026-01-21', '2026-01-31', '2026-02-10'];
    const readings = weeks.map((date, index) => reading(date, 100 + 4 * index));
    const check = checkReading(meter(), readings, reading('2026-02-12', 122), TODAY);
    assert.ok(check.verdict === 'needs_confirmation');
    assert.deepEqual(check.reasons, [
      {
        reason: 'unusually_high',
        valueMilli: 122_000,
        per30DaysMilli: 90_000,
        medianMilli: 12_000,
        limitMilli: 36_000,
        factor: 3,
        comparedCount: 4,
        sameMonthLastYearMilli: null,
      },
    ]);
  });

  it('changes nothing when it is there already, and is refused when the day says something else', () => {
    const again = checkReading(meter(), known, reading('2026-02-01', 110, { source: 'import' }), TODAY);
    assert.deepEqual(again, { verdict: 'known', reading: known[1] });
    const other = checkReading(meter(), known, reading('2026-02-01', 111), TODAY);
    assert.deepEqual(reasonsOf(other), ['refused', 'day_has_another_value']);
  });

  it('replaces a guess of the same day, while a guess replaces nothing', () => {
    const guess = reading('2026-03-01', 125, { source: 'estimate' });
    const check = checkReading(meter(), [...known, guess], reading('2026-03-01', 118), TODAY);
    assert.deepEqual(check, { verdict: 'ok', consumptionMilli: 8000n });
    const later = { ...guess, date: '2026-02-01' };
    assert.deepEqual(reasonsOf(checkReading(meter(), known, later, TODAY)), ['refused', 'day_has_another_value']);
  });

  it('is refused for what cannot be', () => {
    const refused = (reason: string, check: ReturnType<typeof checkReading>) =>
      assert.deepEqual(reasonsOf(check), ['refused', reason]);
    const march = reading('2026-03-01', 118);
    refused('meter_retired', checkReading(meter({ retiredOn: '2026-02-28' }), known, march, TODAY));
    refused('verification_expired', checkReading(meter({ verifiedThrough: '2026-02-28' }), known, march, TODAY));
    refused('unknown_register', checkReading(meter(), known, { ...march, register: 'night' }, TODAY));
    refused('too_many_digits', checkReading(meter(), known, reading('2026-03-01', 100_000), TODAY));
    refused('in_the_future', checkReading(meter(), known, march, '2026-02-28'));
  });
});
