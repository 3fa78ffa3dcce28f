import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, localDateAt } from '../calendar/local-date.ts';
import { AppError } from '../errors.ts';
import { editOccurrence, restore, skip } from './edit-occurrence.ts';
import { dueOccurrences, MAX_CATCH_UP, MAX_OCCURRENCES, nextOccurrences, occurrences } from './occurrences.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';
import type { Occurrence } from './series.ts';
import { createSeries } from './series.ts';

const HOUR_MS = 3_600_000;
const daily: RecurrenceRule = { frequency: 'daily', interval: 1, startDate: '2024-03-01' };
const monthly: RecurrenceRule = { frequency: 'monthly', interval: 1, startDate: '2024-01-31' };

test('a first date in the future gives exactly one occurrence, on that date', () => {
  const series = seriesOf({ ...daily, frequency: 'monthly', startDate: '2024-03-10' });
  const created = dueOccurrences(series, undefined, '2024-03-01');
  assert.deepEqual(created, { occurrences: [], materialisedThrough: '2024-03-01', more: false });
  const onTheDay = dueOccurrences(series, created.materialisedThrough, '2024-03-10');
  assert.deepEqual(datesOf(onTheDay.occurrences), ['2024-03-10']);
  assert.deepEqual(dueOccurrences(series, onTheDay.materialisedThrough, '2024-03-10').occurrences, []);
});

test('after ten days without a server exactly the missed occurrences are due, once', () => {
  const series = seriesOf(daily);
  const missed = dueOccurrences(series, '2024-03-05', '2024-03-15');
  assert.deepEqual(datesOf(missed.occurrences), daysFrom('2024-03-06', 10));
  assert.equal(missed.more, false);
  assert.deepEqual(dueOccurrences(series, missed.materialisedThrough, '2024-03-15').occurrences, []);
  const again = dueOccurrences(series, '2024-03-05', '2024-03-15');
  assert.deepEqual(again, missed, 'a second scheduler gets the same keys');
  assert.equal(missed.occurrences[0]?.key, 'rent:2024-03-06');
});

test('a long catch-up comes in bounded runs without a gap', () => {
  const series = seriesOf({ ...daily, startDate: '2023-01-01' });
  const found: string[] = [];
  let cursor: string | undefined;
  let runs = 0;
  for (let more = true; more; runs += 1) {
    const due = dueOccurrences(series, cursor, '2023-12-31');
    assert.ok(due.occurrences.length <= MAX_CATCH_UP);
    found.push(...datesOf(due.occurrences));
    cursor = due.materialisedThrough;
    more = due.more;
  }
  assert.deepEqual(found, daysFrom('2023-01-01', 365));
  assert.deepEqual([runs, cursor], [4, '2023-12-31']);
});

test('a run never cuts a day in two', () => {
  const moved = editOccurrence(seriesOf(daily), '2024-03-05', { date: '2024-03-02' }, undefined);
  const due = dueOccurrences(moved, undefined, '2024-03-31', 2);
  assert.deepEqual(keysOf(due.occurrences), ['rent:2024-03-01', 'rent:2024-03-02', 'rent:2024-03-05']);
  assert.deepEqual([due.materialisedThrough, due.more], ['2024-03-02', true]);
});

test('a clock that goes back hands nothing out twice', () => {
  const due = dueOccurrences(seriesOf(daily), '2024-03-10', '2024-03-08');
  assert.deepEqual(due, { occurrences: [], materialisedThrough: '2024-03-10', more: false });
});

test('the local date never shifts across summer time, wherever the group lives', () => {
  for (const timeZone of ['Europe/London', 'America/New_York', 'Australia/Sydney']) {
    const found: string[] = [];
    let cursor: string | undefined;
    for (let now = Date.UTC(2024, 0, 31, 0, 30); now < Date.UTC(2025, 0, 10); now += HOUR_MS) {
      const due = dueOccurrences(seriesOf(monthly), cursor, localDateAt(now, timeZone));
      for (const { date } of due.occurrences) assert.equal(date, localDateAt(now, timeZone));
      found.push(...datesOf(due.occurrences));
      cursor = due.materialisedThrough;
    }
    const ends = [
      '01-31',
      '02-29',
      '03-31',
      '04-30',
      '05-31',
      '06-30',
      '07-31',
      '08-31',
      '09-30',
      '10-31',
      '11-30',
      '12-31',
    ];
    assert.deepEqual(
      found,
      ends.map((end) => `2024-${end}`),
      timeZone,
    );
  }
});

test('until and count end a series, whichever comes first', () => {
  const through = (rule: RecurrenceRule) => datesOf(occurrences(seriesOf(rule), { limit: 100 }));
  assert.deepEqual(through({ ...daily, until: '2024-03-03' }), daysFrom('2024-03-01', 3));
  assert.deepEqual(through({ ...daily, count: 2 }), daysFrom('2024-03-01', 2));
  assert.deepEqual(through({ ...daily, count: 9, until: '2024-03-03' }), daysFrom('2024-03-01', 3));
  assert.deepEqual(through({ ...daily, count: 2, until: '2024-03-03' }), daysFrom('2024-03-01', 2));
});

test('the next twelve are shown from any day on', () => {
  const next = nextOccurrences(seriesOf(monthly), '2024-02-29');
  assert.equal(next.length, 12);
  assert.deepEqual([next[0]?.date, next[11]?.date], ['2024-02-29', '2025-01-31']);
  assert.equal(nextOccurrences(seriesOf(monthly), '1900-01-01', 1)[0]?.date, '2024-01-31');
  assert.deepEqual(nextOccurrences(seriesOf({ ...daily, count: 2 }), '2024-03-03'), []);
});

test('a query is bounded and a wrong one refused', () => {
  const series = seriesOf(daily);
  assert.equal(occurrences(series, { limit: MAX_OCCURRENCES }).length, MAX_OCCURRENCES);
  assert.deepEqual(datesOf(occurrences(series, { after: '2024-03-02', through: '2024-03-03', limit: 9 })), [
    '2024-03-03',
  ]);
  assert.deepEqual(occurrences(series, { after: '2200-12-31', limit: 9 }), []);
  for (const limit of [0, -1, 1.5, MAX_OCCURRENCES + 1])
    assertThrows(() => occurrences(series, { limit }), 'invalid_input');
  assertThrows(() => occurrences(series, { after: 'soon', limit: 1 }), 'invalid_input');
});

test('a single date can be edited, moved, skipped and restored while its key stays', () => {
  const series = createSeries('rent', daily, { title: 'Rent', amountMinor: 100 });
  const edited = editOccurrence(series, '2024-03-02', { template: { amountMinor: 70 } }, undefined);
  const moved = editOccurrence(edited, '2024-03-02', { date: '2024-03-04' }, undefined);
  const skipped = skip(moved, '2024-03-03', undefined);
  assert.deepEqual(occurrences(skipped, { limit: 3 }), [
    {
      key: 'rent:2024-03-01',
      date: '2024-03-01',
      originalDate: '2024-03-01',
      template: { title: 'Rent', amountMinor: 100 },
    },
    {
      key: 'rent:2024-03-02',
      date: '2024-03-04',
      originalDate: '2024-03-02',
      template: { title: 'Rent', amountMinor: 70 },
    },
    {
      key: 'rent:2024-03-04',
      date: '2024-03-04',
      originalDate: '2024-03-04',
      template: { title: 'Rent', amountMinor: 100 },
    },
  ]);
  assert.deepEqual(occurrences(series, { limit: 3 }).length, 3, 'the series handed in is unchanged');
  const restored = restore(restore(skipped, '2024-03-02', undefined), '2024-03-03', undefined);
  assert.deepEqual(restored, series);
  assert.deepEqual(JSON.parse(JSON.stringify(skipped)), skipped);
});

test('a skipped date uses up one of the count', () => {
  const skipped = skip(seriesOf({ ...daily, count: 3 }), '2024-03-02', undefined);
  assert.deepEqual(datesOf(occurrences(skipped, { limit: 9 })), ['2024-03-01', '2024-03-03']);
});

test('what has happened cannot be edited, skipped, restored or moved into', () => {
  const series = skip(seriesOf(daily), '2024-03-03', undefined);
  assertThrows(() => editOccurrence(series, '2024-03-05', { date: '2024-03-04' }, '2024-03-04'), 'state_not_allowed');
  assertThrows(
    () => editOccurrence(series, '2024-03-04', { template: { title: 'x' } }, '2024-03-04'),
    'state_not_allowed',
  );
  assertThrows(() => skip(series, '2024-03-04', '2024-03-04'), 'state_not_allowed');
  assertThrows(() => restore(series, '2024-03-03', '2024-03-04'), 'state_not_allowed');
  assertThrows(() => skip(series, '2024-03-03', undefined), 'not_found');
  assertThrows(() => skip(series, '2024-02-29', undefined), 'not_found');
  assertThrows(() => restore(series, '2024-03-04', undefined), 'not_found');
});

function seriesOf(rule: RecurrenceRule) {
  return createSeries('rent', rule, { title: 'Rent' });
}

function datesOf(found: readonly Occurrence<object>[]): readonly string[] {
  return found.map(({ date }) => date);
}

function keysOf(found: readonly Occurrence<object>[]): readonly string[] {
  return found.map(({ key }) => key);
}

function daysFrom(first: string, length: number): readonly string[] {
  return Array.from({ length }, (_, offset) => addDays(first, offset));
}

function assertThrows(act: () => unknown, code: string): void {
  assert.throws(act, (error) => error instanceof AppError && error.code === code);
}
