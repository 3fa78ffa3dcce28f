import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, localDateAt } from '../calendar/local-date.ts';
import { instantOf, minuteOfDayAt } from '../calendar/wall-clock.ts';
import { AppError } from '../errors.ts';
import { nextLoudAt, parseTimeOfDay } from './quiet-hours.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const NIGHT = { from: '21:00', until: '08:00' };
const loud = (at: string, quiet = NIGHT, zone = 'Europe/Skopje') =>
  new Date(nextLoudAt(Date.parse(at), quiet, zone)).toISOString().slice(0, 16);

test('quiet hours end in the morning of the group’s own clocks, in winter and in summer', () => {
  assert.equal(loud('2026-01-10T20:00:00Z'), '2026-01-11T07:00');
  assert.equal(loud('2026-07-10T19:00:00Z'), '2026-07-11T06:00');
  assert.equal(loud('2026-07-10T05:59:00Z'), '2026-07-10T06:00');
  assert.equal(loud('2026-07-10T06:00:00Z'), '2026-07-10T06:00');
  assert.equal(loud('2026-07-10T18:59:00Z'), '2026-07-10T18:59');
  assert.equal(loud('2026-03-28T20:30:00Z'), '2026-03-29T06:00', 'the night in which the clocks go forward');
});

test('quiet hours within a day end on that day, and none are none', () => {
  const siesta = { from: '13:00', until: '15:30' };
  assert.equal(loud('2026-01-10T12:00:00Z', siesta), '2026-01-10T14:30');
  assert.equal(loud('2026-01-10T11:59:00Z', siesta), '2026-01-10T11:59');
  assert.equal(loud('2026-01-10T01:00:00Z', { from: '08:00', until: '08:00' }), '2026-01-10T01:00');
});

test('a time that the clocks pass over comes after the jump', () => {
  assert.equal(new Date(instantOf('2026-03-29', 150, 'Europe/Berlin')).toISOString(), '2026-03-29T01:30:00.000Z');
  assert.equal(new Date(instantOf('2026-03-29', 180, 'Europe/Berlin')).toISOString(), '2026-03-29T01:00:00.000Z');
});

test('an instant made from a wall clock shows that time on that day wherever the time exists', (context) => {
  context.diagnostic(`SEED=${seed}`);
  const zones = fc.constantFrom('UTC', 'Asia/Kathmandu', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia');
  const days = fc.integer({ min: 0, max: 20_000 });
  const property = fc.property(zones, days, fc.integer({ min: 240, max: 1_439 }), (zone, day, minute) => {
    const date = addDays('2012-01-01', day % 9_000);
    const instant = instantOf(date, minute, zone);
    assert.deepEqual([localDateAt(instant, zone), minuteOfDayAt(instant, zone)], [date, minute]);
  });
  fc.assert(property, { seed, numRuns: 1_000 });
});

test('text that is no time of day is refused', () => {
  for (const text of ['', '24:00', '8:00', '08:60', '08:00\n', ' 08:00'])
    assert.throws(
      () => parseTimeOfDay(text),
      (error) => error instanceof AppError && error.code === 'invalid_input',
    );
});
