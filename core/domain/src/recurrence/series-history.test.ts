import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '../calendar/local-date.ts';
import { AppError } from '../errors.ts';
import { editOccurrence, restore, skip } from './edit-occurrence.ts';
import { editAll, editFuture, endAfter } from './edit-series.ts';
import { dueOccurrences, MAX_OCCURRENCES, occurrences } from './occurrences.ts';
import { pause, resume } from './pause.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';
import type { Occurrence, Series } from './series.ts';
import { createSeries } from './series.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const START = '2024-01-01';

interface Bill {
  readonly amountMinor: number;
}

const WAITS = ['wait', 'wait', 'wait', 'wait', 'wait'] as const;
const EDITS = ['move', 'move', 'reprice', 'skip', 'restore', 'future', 'all', 'rule', 'pause', 'resume'] as const;
const VERBS = [...WAITS, ...EDITS, ...WAITS, ...EDITS, 'end'] as const;

interface Deed {
  readonly verb: (typeof VERBS)[number];
  readonly days: number;
  readonly moreDays: number;
  readonly rule: RecurrenceRule;
}

test('whatever is edited while time goes on, each occurrence happens once and the past stays', (context) => {
  context.diagnostic(`SEED=${seed}`);
  const effects = { accepted: 0, refused: 0, handedOut: 0 };
  const property = fc.property(anyRule(), fc.array(anyDeed(), { maxLength: 40, size: 'max' }), (rule, deeds) => {
    let series: Series<Bill> = createSeries<Bill>('rent', rule, { amountMinor: 100 });
    let today = START;
    let cursor: string | undefined;
    const handedOut: Occurrence<Bill>[] = [];
    for (const deed of deeds) {
      if (deed.verb === 'wait') {
        today = addDays(today, deed.days);
        const before = cursor;
        for (let more = true; more; ) {
          const due = dueOccurrences(series, cursor, today, 7);
          for (const { date } of due.occurrences) assert.ok(date <= today && (before === undefined || date > before));
          handedOut.push(...due.occurrences);
          cursor = due.materialisedThrough;
          more = due.more;
        }
        assert.equal(cursor, today);
      } else {
        const edited = attempt(series, deed, cursor);
        effects[edited === undefined ? 'refused' : 'accepted'] += 1;
        if (edited !== undefined && keepsDates(deed)) assert.deepEqual(datesOf(edited), datesOf(series));
        series = edited ?? series;
      }
      assertHistory(series, cursor, handedOut);
    }
    effects.handedOut += handedOut.length;
  });
  fc.assert(property, { seed, numRuns: 500 });
  context.diagnostic(JSON.stringify(effects));
  assert.ok(effects.accepted > 1_000 && effects.handedOut > 1_000);
});

function keepsDates({ verb, days }: Deed): boolean {
  return verb === 'reprice' || verb === 'future' || (verb === 'all' && days % 2 === 0);
}

function datesOf(series: Series<Bill>): readonly string[] {
  return occurrences(series, { limit: MAX_OCCURRENCES, through: '2030-12-31' }).map(
    ({ key, date }) => `${key} ${date}`,
  );
}

function assertHistory(series: Series<Bill>, cursor: string | undefined, handedOut: readonly Occurrence<Bill>[]): void {
  const all = occurrences(series, { limit: MAX_OCCURRENCES, through: '2030-12-31' });
  assert.equal(new Set(all.map(({ key }) => key)).size, all.length);
  if (cursor === undefined) return;
  assert.deepEqual(occurrences(series, { through: cursor, limit: MAX_OCCURRENCES }), handedOut);
}

function attempt(series: Series<Bill>, deed: Deed, cursor: string | undefined): Series<Bill> | undefined {
  try {
    return perform(series, deed, cursor);
  } catch (error) {
    assert.ok(error instanceof AppError, String(error));
    assert.ok(['state_not_allowed', 'not_found', 'invalid_input'].includes(error.code));
    return undefined;
  }
}

function perform(series: Series<Bill>, deed: Deed, cursor: string | undefined): Series<Bill> {
  const day = addDays(cursor ?? START, deed.days - 10);
  const target = occurrences(series, { after: day, limit: 1 })[0]?.originalDate ?? day;
  const template = { amountMinor: deed.moreDays };
  switch (deed.verb) {
    case 'move':
      return editOccurrence(series, target, { date: addDays(target, deed.moreDays) }, cursor);
    case 'reprice':
      return editOccurrence(series, target, { template }, cursor);
    case 'skip':
      return skip(series, target, cursor);
    case 'restore':
      return restore(series, series.exceptions.at(deed.moreDays)?.originalDate ?? day, cursor);
    case 'future':
      return editFuture(series, day, { template }, cursor);
    case 'all':
      return editAll(series, deed.days % 2 === 0 ? { template } : { rule: deed.rule }, cursor);
    case 'rule':
      return editFuture(
        series,
        day,
        { rule: { ...deed.rule, startDate: addDays(day, Math.abs(deed.moreDays)) } },
        cursor,
      );
    case 'pause':
      return pause(series, day, cursor);
    case 'resume':
      return resume(series, day, cursor);
    default:
      return endAfter(series, addDays(day, 200), cursor);
  }
}

function anyDeed(): fc.Arbitrary<Deed> {
  return fc.record({
    verb: fc.constantFrom(...VERBS),
    days: fc.integer({ min: 0, max: 45 }),
    moreDays: fc.integer({ min: -25, max: 25 }),
    rule: anyRule(),
  });
}

function anyRule(): fc.Arbitrary<RecurrenceRule> {
  const startDate = fc.integer({ min: -30, max: 30 }).map((days) => addDays(START, days));
  const count = fc.option(fc.integer({ min: 1, max: 120 }), { nil: undefined });
  const shape = fc.oneof(
    fc.record({ frequency: fc.constant('monthly' as const), anchorDay: fc.integer({ min: 1, max: 31 }) }),
    fc.record({ frequency: fc.constantFrom('daily' as const, 'weekly' as const) }),
  );
  return fc.tuple(shape, fc.integer({ min: 1, max: 3 }), startDate, count).map(([kind, interval, start, most]) => ({
    ...kind,
    interval,
    startDate: start,
    ...(most === undefined ? {} : { count: most }),
  }));
}
