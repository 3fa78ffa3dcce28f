import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AppError } from '../errors.ts';
import {
  addDays,
  addMonths,
  assertTimeZone,
  daysBetween,
  daysInMonth,
  endOfMonth,
  FIRST_LOCAL_DATE,
  LAST_LOCAL_DATE,
  localDateAt,
  localDateParts,
  parseLocalDate,
  startOfMonth,
  yearMonth,
} from './local-date.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const MS_PER_DAY = 86_400_000;

test('every day from 1900 to 2200 follows the one before and counts as the platform counts', () => {
  const epochDay = Date.UTC(1900, 0, 1) / MS_PER_DAY;
  const days = daysBetween(FIRST_LOCAL_DATE, LAST_LOCAL_DATE);
  assert.equal(days, Date.UTC(2200, 11, 31) / MS_PER_DAY - epochDay);
  for (let day = 0; day <= days; day += 1) {
    const expected = new Date((epochDay + day) * MS_PER_DAY).toISOString().slice(0, 10);
    assert.equal(addDays(FIRST_LOCAL_DATE, day), expected);
    assert.equal(daysBetween(FIRST_LOCAL_DATE, expected), day);
  }
});

test('adding days and taking them away again changes nothing', (context) => {
  context.diagnostic(`SEED=${seed}`);
  const property = fc.property(anyDate(), fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
    fc.pre(daysBetween(FIRST_LOCAL_DATE, date) + days >= 0 && daysBetween(date, LAST_LOCAL_DATE) >= days);
    assert.equal(addDays(addDays(date, days), -days), date);
    assert.equal(daysBetween(date, addDays(date, days)), days);
  });
  fc.assert(property, { seed, numRuns: 2_000 });
});

test('a 31 clamps to the end of a short month and comes back', () => {
  const dates = [1, 2, 3, 4, 13].map((months) => addMonths('2023-01-31', months, 31));
  assert.deepEqual(dates, ['2023-02-28', '2023-03-31', '2023-04-30', '2023-05-31', '2024-02-29']);
  assert.equal(addMonths('2024-02-29', 1), '2024-03-29');
  assert.equal(addMonths('2024-02-29', 1, 31), '2024-03-31');
  assert.equal(addMonths('2024-03-31', -1), '2024-02-29');
  assert.equal(addMonths('2024-01-15', -13), '2022-12-15');
});

test('months know their length, first day, last day and name', () => {
  assert.deepEqual(
    [1, 2, 4, 12].map((month) => daysInMonth(2023, month)),
    [31, 28, 30, 31],
  );
  assert.deepEqual(
    [1900, 2000, 2024, 2100].map((year) => daysInMonth(year, 2)),
    [28, 29, 29, 28],
  );
  assert.equal(startOfMonth('2024-02-17'), '2024-02-01');
  assert.equal(endOfMonth('2024-02-17'), '2024-02-29');
  assert.equal(yearMonth('2024-02-17'), '2024-02');
  assert.deepEqual(localDateParts('2024-02-17'), { year: 2024, month: 2, day: 17 });
});

test('text that is no day of the calendar is refused', () => {
  const wrong = ['', '2023-02-29', '2023-13-01', '2023-00-10', '2023-01-00', '2023-1-1', '1899-12-31', '2201-01-01'];
  const odd = ['2023-01-01T00:00', ' 2023-01-01', '2023-01-01\n', '２０２３-01-01', '+2023-01-01'];
  for (const text of [...wrong, ...odd]) assertRefused(() => parseLocalDate(text));
  assert.equal(parseLocalDate('2024-02-29'), '2024-02-29');
});

test('moving out of the calendar or by a broken number is refused', () => {
  assertRefused(() => addDays(LAST_LOCAL_DATE, 1));
  assertRefused(() => addDays(FIRST_LOCAL_DATE, -1));
  assertRefused(() => addMonths(LAST_LOCAL_DATE, 1));
  assertRefused(() => addDays('2024-01-01', 0.5));
  assertRefused(() => addDays('2024-01-01', Number.NaN));
  assertRefused(() => addMonths('2024-01-31', 1, 0));
  assertRefused(() => daysInMonth(2024, 13));
});

test('an instant is the day that the clocks of the zone show', () => {
  const instant = Date.UTC(2024, 2, 31, 23, 30);
  assert.equal(localDateAt(instant, 'UTC'), '2024-03-31');
  assert.equal(localDateAt(instant, 'Europe/London'), '2024-04-01');
  assert.equal(localDateAt(instant, 'America/New_York'), '2024-03-31');
  assert.equal(localDateAt(instant, 'Australia/Sydney'), '2024-04-01');
  assert.equal(localDateAt(Date.UTC(2011, 11, 30, 10, 1), 'Pacific/Apia'), '2011-12-31');
  assert.equal(localDateAt(Date.UTC(2011, 11, 30, 9, 59), 'Pacific/Apia'), '2011-12-29');
});

test('an unknown zone, a bare offset and an odd instant are refused', () => {
  for (const zone of ['', 'Mars/Base', '+01:00', 'Europe/London ', '../etc', 'x'.repeat(10_000)]) {
    assertRefused(() => assertTimeZone(zone));
  }
  assertRefused(() => localDateAt(Number.NaN, 'UTC'));
  assertRefused(() => localDateAt(9e15, 'UTC'));
  assertRefused(() => localDateAt(Date.UTC(2300, 0, 1), 'UTC'));
  assertTimeZone('Europe/Skopje');
});

test('more zones than the cache holds still give the right day', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  assert.ok(zones.length > 100);
  for (const zone of [...zones, ...zones.slice(0, 10)]) {
    const expected = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' }).format(1_700_000_000_000);
    assert.equal(localDateAt(1_700_000_000_000, zone), expected);
  }
});

function anyDate(): fc.Arbitrary<string> {
  return fc.integer({ min: 0, max: 109_937 }).map((days) => addDays(FIRST_LOCAL_DATE, days));
}

function assertRefused(act: () => unknown): void {
  assert.throws(act, (error) => error instanceof AppError && error.code === 'invalid_input');
}
