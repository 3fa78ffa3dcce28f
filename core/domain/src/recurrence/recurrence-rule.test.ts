import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, daysInMonth, LAST_LOCAL_DATE, localDateParts } from '../calendar/local-date.ts';
import { AppError } from '../errors.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';
import { assertRecurrenceRule, dateAt, datesInRange, firstDate, indexOnOrAfter } from './recurrence-rule.ts';
import { toRRule } from './rrule.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

test('a rule on the 31st falls on the last day of short months and comes back', () => {
  const rule: RecurrenceRule = { frequency: 'monthly', interval: 1, startDate: '2023-01-31' };
  assert.deepEqual(firstDates(rule, 5), ['2023-01-31', '2023-02-28', '2023-03-31', '2023-04-30', '2023-05-31']);
  const leap = firstDates({ ...rule, startDate: '2024-01-31' }, 5);
  assert.deepEqual(leap, ['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30', '2024-05-31']);
  assert.deepEqual(firstDates({ ...rule, startDate: '2024-01-30' }, 3), ['2024-01-30', '2024-02-29', '2024-03-30']);
});

test('a rule that starts in a short month can still aim at the 31st', () => {
  const rule: RecurrenceRule = { frequency: 'monthly', interval: 1, startDate: '2023-02-28', anchorDay: 31 };
  assert.deepEqual(firstDates(rule, 3), ['2023-02-28', '2023-03-31', '2023-04-30']);
  const last: RecurrenceRule = { frequency: 'monthly', interval: 1, startDate: '2023-02-10', lastDayOfMonth: true };
  assert.deepEqual(firstDates(last, 3), ['2023-02-28', '2023-03-31', '2023-04-30']);
});

test('29 February every year is 28 February in other years and comes back', () => {
  const rule: RecurrenceRule = { frequency: 'yearly', interval: 1, startDate: '2024-02-29' };
  assert.deepEqual(firstDates(rule, 5), ['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29']);
});

test('an anchor before the start day begins in the next month or year', () => {
  const rule: RecurrenceRule = { frequency: 'monthly', interval: 3, startDate: '2024-01-15', anchorDay: 1 };
  assert.deepEqual(firstDates(rule, 3), ['2024-02-01', '2024-05-01', '2024-08-01']);
  assert.equal(firstDate({ ...rule, frequency: 'yearly', interval: 1 }), '2025-01-01');
});

test('days and weeks are counted in whole days', () => {
  assert.deepEqual(firstDates({ frequency: 'weekly', interval: 2, startDate: '2024-02-26' }, 3), [
    '2024-02-26',
    '2024-03-11',
    '2024-03-25',
  ]);
  assert.deepEqual(firstDates({ frequency: 'daily', interval: 10, startDate: '2024-02-25' }, 2), [
    '2024-02-25',
    '2024-03-06',
  ]);
});

test('the dates are those a walk over every day finds, and each can be looked up from any day', (context) => {
  context.diagnostic(`SEED=${seed}`);
  const property = fc.property(anyRule(), (rule) => {
    const walked = datesByWalking(rule, 900);
    assert.deepEqual(firstDates(rule, walked.length), walked);
    for (let offset = -3; offset < 900; offset += 7) {
      const day = addDays(rule.startDate, offset);
      const expected = walked.findIndex((date) => date >= day);
      if (expected >= 0) assert.equal(indexOnOrAfter(rule, day), expected);
    }
  });
  fc.assert(property, { seed, numRuns: 300 });
});

test('a rule stops at its end and at the end of the calendar', () => {
  const daily: RecurrenceRule = { frequency: 'daily', interval: 1, startDate: '2200-12-30' };
  assert.equal(datesInRange(daily), 2);
  assert.equal(dateAt(daily, 2), undefined);
  const monthly: RecurrenceRule = { frequency: 'monthly', interval: 1, startDate: '2024-01-31', until: '2024-04-29' };
  assert.equal(datesInRange(monthly), 3);
  assert.equal(datesInRange({ ...monthly, until: '2024-04-30' }), 4);
  assert.equal(datesInRange({ frequency: 'yearly', interval: 100, startDate: '1900-01-01' }), 4);
  assert.equal(datesInRange({ ...daily, until: LAST_LOCAL_DATE }), 2);
});

test('a rule that is wrong or never happens is refused', () => {
  const rule: RecurrenceRule = { frequency: 'monthly', interval: 1, startDate: '2024-01-15' };
  const wrong: readonly Partial<Record<keyof RecurrenceRule, unknown>>[] = [
    { frequency: 'hourly' },
    { frequency: 'toString' },
    { interval: 0 },
    { interval: 1.5 },
    { interval: 1_001 },
    { count: 0 },
    { count: 10_001 },
    { anchorDay: 32 },
    { anchorDay: 30, lastDayOfMonth: true },
    { frequency: 'weekly', anchorDay: 3 },
    { frequency: 'daily', lastDayOfMonth: true },
    { startDate: '2024-02-30' },
    { until: '2024-01-14' },
    { until: '2024-1-31' },
    { anchorDay: 14, until: '2024-02-13' },
    { startDate: '2200-12-15', anchorDay: 1 },
  ];
  for (const change of wrong) {
    const refused = { ...rule, ...change } as RecurrenceRule;
    assert.throws(
      () => assertRecurrenceRule(refused),
      (error) => error instanceof AppError && error.code === 'invalid_input',
      JSON.stringify(change),
    );
  }
  assertRecurrenceRule(rule);
});

test('the RRULE text keeps short months and names one end only', () => {
  const monthly: RecurrenceRule = { frequency: 'monthly', interval: 1, startDate: '2024-01-31' };
  assert.equal(toRRule(monthly), 'FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1');
  assert.equal(
    toRRule({ ...monthly, anchorDay: 29, startDate: '2024-01-29' }),
    'FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1',
  );
  assert.equal(toRRule({ ...monthly, lastDayOfMonth: true }), 'FREQ=MONTHLY;BYMONTHDAY=-1');
  assert.equal(toRRule({ ...monthly, startDate: '2024-01-05', interval: 3 }), 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=5');
  const yearly: RecurrenceRule = { frequency: 'yearly', interval: 1, startDate: '2024-02-29', count: 4 };
  assert.equal(toRRule(yearly), 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1;COUNT=4');
  const weekly: RecurrenceRule = { frequency: 'weekly', interval: 2, startDate: '2024-01-01', until: '2024-02-01' };
  assert.equal(toRRule(weekly), 'FREQ=WEEKLY;INTERVAL=2;UNTIL=20240201');
  assert.equal(toRRule({ ...weekly, count: 2 }), 'FREQ=WEEKLY;INTERVAL=2;COUNT=2');
  assert.equal(toRRule({ ...weekly, count: 9 }), 'FREQ=WEEKLY;INTERVAL=2;UNTIL=20240201');
});

function firstDates(rule: RecurrenceRule, length: number): readonly (string | undefined)[] {
  return Array.from({ length }, (_, index) => dateAt(rule, index));
}

function anyRule(): fc.Arbitrary<RecurrenceRule> {
  const startDate = fc.integer({ min: 0, max: 4_000 }).map((days) => addDays('2019-01-01', days));
  const interval = fc.integer({ min: 1, max: 14 });
  const anchored = fc.record({
    frequency: fc.constantFrom('monthly' as const, 'yearly' as const),
    interval,
    startDate,
    anchorDay: fc.integer({ min: 1, max: 31 }),
  });
  const plain = fc.record({ frequency: fc.constantFrom('daily' as const, 'weekly' as const), interval, startDate });
  return fc.oneof(
    anchored,
    anchored.map(({ anchorDay: _anchorDay, ...rule }) => rule),
    plain,
  );
}

// Knows only what a matching day looks like, then keeps every interval-th one.
function datesByWalking(rule: RecurrenceRule, days: number): readonly string[] {
  const start = localDateParts(rule.startDate);
  const anchorDay = rule.anchorDay ?? start.day;
  const all = Array.from({ length: days }, (_, offset) => addDays(rule.startDate, offset));
  const matching = all.filter((date, offset) => {
    const { year, month, day } = localDateParts(date);
    if (rule.frequency === 'daily') return true;
    if (rule.frequency === 'weekly') return offset % 7 === 0;
    if (rule.frequency === 'yearly' && month !== start.month) return false;
    return day === Math.min(anchorDay, daysInMonth(year, month));
  });
  return matching.filter((_, index) => index % rule.interval === 0);
}
