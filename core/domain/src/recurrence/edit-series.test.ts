import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '../errors.ts';
import { editOccurrence, skip } from './edit-occurrence.ts';
import { editAll, editFuture, endAfter } from './edit-series.ts';
import { dueOccurrences, occurrences } from './occurrences.ts';
import { pause, resume } from './pause.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';
import type { Series } from './series.ts';
import { createSeries, MAX_EXCEPTIONS } from './series.ts';

interface Bill {
  readonly title: string;
  readonly amountMinor: number;
}

const monthly: RecurrenceRule = { frequency: 'monthly', interval: 1, startDate: '2024-01-31' };

test('an edit of this and future changes nothing before it and keeps anchor, phase and single edits', () => {
  const single = editOccurrence(rent(monthly), '2024-04-30', { template: { title: 'April' } }, undefined);
  const edited = editFuture(single, '2024-02-29', { template: { amountMinor: 120 } }, '2024-01-31');
  assert.deepEqual(list(edited, 4), [
    '2024-01-31 Rent 100',
    '2024-02-29 Rent 120',
    '2024-03-31 Rent 120',
    '2024-04-30 April 120',
  ]);
  const fortnightly = rent({ frequency: 'weekly', interval: 2, startDate: '2024-01-01' });
  const later = editFuture(fortnightly, '2024-01-09', { template: { amountMinor: 1 } }, undefined);
  assert.deepEqual(list(later, 3), ['2024-01-01 Rent 100', '2024-01-15 Rent 1', '2024-01-29 Rent 1']);
});

test('an edit of the future shares out what remains of the count', () => {
  const edited = editFuture(rent({ ...monthly, count: 4 }), '2024-03-01', { template: { title: 'New' } }, undefined);
  const dates = list(edited, 9);
  assert.deepEqual(dates, ['2024-01-31 Rent 100', '2024-02-29 Rent 100', '2024-03-31 New 100', '2024-04-30 New 100']);
});

test('a new rule for the future replaces what was to come and every single edit of it', () => {
  const skipped = skip(skip(rent(monthly), '2024-02-29', undefined), '2024-04-30', undefined);
  const rule: RecurrenceRule = { frequency: 'yearly', interval: 1, startDate: '2024-04-30', count: 2 };
  const edited = editFuture(skipped, '2024-03-15', { rule, template: { amountMinor: 5 } }, '2024-02-29');
  assert.deepEqual(list(edited, 9), ['2024-01-31 Rent 100', '2024-04-30 Rent 5', '2025-04-30 Rent 5']);
});

test('an edit of all never reaches what has happened', () => {
  const edited = editAll(rent(monthly), { template: { amountMinor: 120 } }, '2024-02-29');
  assert.deepEqual(list(edited, 3), ['2024-01-31 Rent 100', '2024-02-29 Rent 100', '2024-03-31 Rent 120']);
  const untouched = editAll(rent(monthly), { template: { amountMinor: 120 } }, undefined);
  assert.deepEqual(untouched, createSeries('rent', { ...monthly, anchorDay: 31 }, { title: 'Rent', amountMinor: 120 }));
});

test('a new rule for all may start in the past: it keeps its phase and count and does not repeat the past', () => {
  const rule: RecurrenceRule = { frequency: 'monthly', interval: 1, startDate: '2024-01-10', count: 4 };
  const edited = editAll(rent(monthly), { rule }, '2024-02-29');
  assert.deepEqual(list(edited, 9), [
    '2024-01-31 Rent 100',
    '2024-02-29 Rent 100',
    '2024-03-10 Rent 100',
    '2024-04-10 Rent 100',
  ]);
});

test('edits of the past, of nothing and with a rule too early are refused', () => {
  const series = rent({ ...monthly, count: 2 });
  const change = { template: { title: 'x' } };
  assertThrows(() => editFuture(series, '2024-01-31', change, '2024-01-31'), 'state_not_allowed');
  assertThrows(() => editFuture(series, '2024-03-01', change, undefined), 'state_not_allowed');
  assertThrows(() => editAll(series, change, '2024-02-29'), 'state_not_allowed');
  assertThrows(() => editFuture(series, '2024-02-01', { rule: monthly }, undefined), 'invalid_input');
  assertThrows(
    () => editFuture(series, '2024-02-01', { rule: { ...monthly, interval: 0 } }, undefined),
    'invalid_input',
  );
  assertThrows(() => endAfter(series, '2024-01-30', '2024-01-31'), 'state_not_allowed');
});

test('a date brought forward stays as it happened when the rest is edited', () => {
  const early = editOccurrence(rent(monthly), '2024-02-29', { date: '2024-02-10' }, '2024-01-31');
  const edited = editAll(early, { template: { amountMinor: 120 } }, '2024-02-15');
  assert.deepEqual(list(edited, 3), ['2024-01-31 Rent 100', '2024-02-10 Rent 100', '2024-03-31 Rent 120']);
  assert.deepEqual(dueOccurrences(edited, '2024-02-15', '2024-03-15').occurrences, []);
  assertThrows(() => editFuture(early, '2024-02-20', { template: { title: 'x' } }, '2024-02-15'), 'state_not_allowed');
});

test('a series that ends does not go on with a date moved behind its end', () => {
  const late = editOccurrence(rent(monthly), '2024-02-29', { date: '2024-03-20' }, undefined);
  const ended = endAfter(late, '2024-03-01', '2024-01-31');
  assert.deepEqual(list(ended, 9), ['2024-01-31 Rent 100']);
  assert.deepEqual(endAfter(late, '2200-12-31', undefined), late);
  const never = endAfter(rent(monthly), '2024-01-30', undefined);
  assert.deepEqual(list(never, 9), []);
  assertThrows(() => editAll(never, { template: { title: 'x' } }, undefined), 'state_not_allowed');
});

test('nothing happens in a pause, nothing is caught up after it, and twelve instalments stay twelve', () => {
  const paused = pause(rent({ ...monthly, count: 4 }), '2024-02-01', '2024-01-31');
  assert.deepEqual(list(paused, 9), ['2024-01-31 Rent 100']);
  const resumed = resume(paused, '2024-04-01', '2024-03-15');
  const dates = ['2024-01-31 Rent 100', '2024-04-30 Rent 100', '2024-05-31 Rent 100', '2024-06-30 Rent 100'];
  assert.deepEqual(list(resumed, 9), dates);
  assert.deepEqual(dueOccurrences(resumed, '2024-03-15', '2024-04-29').occurrences, []);
  const until = resume(
    pause(rent({ ...monthly, until: '2024-04-30' }), '2024-02-01', undefined),
    '2024-04-01',
    undefined,
  );
  assert.deepEqual(list(until, 9), ['2024-01-31 Rent 100', '2024-04-30 Rent 100']);
});

test('paused dates are not counted when the rest is edited later', () => {
  const paused = resume(pause(rent({ ...monthly, count: 4 }), '2024-02-01', undefined), '2024-04-01', undefined);
  const edited = editFuture(paused, '2024-05-01', { template: { title: 'New' } }, '2024-04-30');
  const dates = ['2024-01-31 Rent 100', '2024-04-30 Rent 100', '2024-05-31 New 100', '2024-06-30 New 100'];
  assert.deepEqual(list(edited, 9), dates);
});

test('a pause looks at the day a date was moved to', () => {
  const out = pause(
    editOccurrence(rent({ ...monthly, count: 3 }), '2024-02-29', { date: '2024-02-05' }, undefined),
    '2024-02-10',
    undefined,
  );
  assert.deepEqual(list(out, 9), ['2024-01-31 Rent 100', '2024-02-05 Rent 100']);
  const resumed = resume(out, '2024-04-01', undefined);
  assert.deepEqual(list(resumed, 9), ['2024-01-31 Rent 100', '2024-02-05 Rent 100', '2024-04-30 Rent 100']);
  const into = editOccurrence(rent({ ...monthly, count: 3 }), '2024-02-29', { date: '2024-03-05' }, undefined);
  const short = resume(pause(into, '2024-03-01', undefined), '2024-03-10', undefined);
  assert.deepEqual(list(short, 9), ['2024-01-31 Rent 100', '2024-03-31 Rent 100', '2024-04-30 Rent 100']);
});

test('neither a pause nor its end changes what has happened, where a date was moved behind the last one', () => {
  const daily = rent({ frequency: 'daily', interval: 3, startDate: '2024-01-01', count: 2 });
  const moved = editOccurrence(daily, '2024-01-04', { date: '2024-01-08' }, '2024-01-03');
  assertThrows(() => pause(moved, '2024-01-08', '2024-01-07'), 'state_not_allowed');
  const paused = pause(moved, '2024-01-08', '2024-01-04');
  assert.equal(dueOccurrences(paused, '2024-01-04', '2024-01-07').occurrences[0]?.date, '2024-01-07');
  assertThrows(() => resume(paused, '2024-01-08', '2024-01-07'), 'state_not_allowed');
  assert.deepEqual(resume(paused, '2024-01-09', '2024-01-07').pauses, [{ from: '2024-01-08', resumeOn: '2024-01-09' }]);
});

test('pauses follow each other, can be planned, moved and taken back', () => {
  const planned = resume(pause(rent(monthly), '2024-02-01', undefined), '2024-03-01', undefined);
  assertThrows(() => pause(planned, '2024-02-15', undefined), 'state_not_allowed');
  assertThrows(() => resume(rent(monthly), '2024-02-15', undefined), 'state_not_allowed');
  assertThrows(() => resume(planned, '2024-04-15', '2024-03-01'), 'state_not_allowed');
  assertThrows(() => resume(planned, '2024-02-15', '2024-02-15'), 'state_not_allowed');
  assert.deepEqual(resume(planned, '2024-02-20', '2024-02-15').pauses, [
    { from: '2024-02-01', resumeOn: '2024-02-20' },
  ]);
  assert.deepEqual(resume(planned, '2024-01-31', undefined).pauses, []);
  assert.equal(pause(planned, '2024-03-01', undefined).pauses.length, 2);
});

test('a later pause does not push dates of an ended part into the next one', () => {
  const split = editFuture(rent({ ...monthly, count: 4 }), '2024-03-31', { template: { title: 'New' } }, undefined);
  const paused = resume(pause(split, '2024-02-01', undefined), '2024-03-01', undefined);
  assert.deepEqual(list(paused, 9), ['2024-01-31 Rent 100', '2024-03-31 New 100', '2024-04-30 New 100']);
});

test('a series has room for a bounded number of single edits', () => {
  let series: Series<Bill> = rent({ frequency: 'daily', interval: 1, startDate: '2024-01-01' });
  const dates = occurrences(series, { limit: MAX_EXCEPTIONS + 1 }).map(({ originalDate }) => originalDate);
  for (const date of dates.slice(0, MAX_EXCEPTIONS)) series = skip(series, date, undefined);
  assertThrows(() => skip(series, dates[MAX_EXCEPTIONS] ?? '', undefined), 'too_large');
});

function rent(rule: RecurrenceRule): Series<Bill> {
  return createSeries<Bill>('rent', rule, { title: 'Rent', amountMinor: 100 });
}

function list(series: Series<Bill>, limit: number): readonly string[] {
  return occurrences(series, { limit }).map(
    ({ date, template }) => `${date} ${template.title} ${template.amountMinor}`,
  );
}

function assertThrows(act: () => unknown, code: string): void {
  assert.throws(act, (error) => error instanceof AppError && error.code === code);
}
