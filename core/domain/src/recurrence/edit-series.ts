import type { LocalDate } from '../calendar/local-date.ts';
import { addDays, FIRST_LOCAL_DATE, LAST_LOCAL_DATE, parseLocalDate } from '../calendar/local-date.ts';
import { AppError } from '../errors.ts';
import { requireAfter } from './edit-occurrence.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';
import { anchorOf, assertRecurrenceRule, dateAt, indexOnOrAfter } from './recurrence-rule.ts';
import { countedBefore, type SegmentDates, segmentDates } from './segment-dates.ts';
import type { OccurrenceException, Segment, Series } from './series.ts';
import { withinLimits } from './series.ts';

/** Fields that differ from now on, and a rule that replaces what is still to come. */
export interface SeriesChange<T extends object> {
  readonly template?: Partial<T>;
  readonly rule?: RecurrenceRule;
}

/**
 * Edit 'this and future': ends what runs on `date` the day before and goes on with the change. Without a new rule the
 * phase, the anchor, what remains of `count` and edits of single dates stay; a new rule starts on `date` or later, with
 * its own `count` and no single edits. Throws `invalid_input`, `state_not_allowed` (past, or nothing left), `too_large`.
 */
export function editFuture<T extends object>(
  series: Series<T>,
  date: LocalDate,
  change: SeriesChange<T>,
  lastMaterialised: LocalDate | undefined,
): Series<T> {
  requireOpenFrom(series, parseLocalDate(date), lastMaterialised);
  if (change.rule !== undefined && change.rule.startDate < date) {
    const message = 'The new rule must start on the date of the change or later.';
    throw new AppError('invalid_input', message, { date, startDate: change.rule.startDate });
  }
  return applyFrom(series, date, change);
}

/**
 * Edit 'all': everything that has not happened yet. A new rule may start in the past to keep its phase; its dates up to
 * `lastMaterialised` use up its `count` and do not happen again. Throws as `editFuture` does.
 */
export function editAll<T extends object>(
  series: Series<T>,
  change: SeriesChange<T>,
  lastMaterialised: LocalDate | undefined,
): Series<T> {
  return applyFrom(series, firstOpenDate(series, lastMaterialised), change);
}

/** Nothing takes place after `lastDate`, not even a date moved behind it. Throws `state_not_allowed` for the past. */
export function endAfter<T extends object>(
  series: Series<T>,
  lastDate: LocalDate,
  lastMaterialised: LocalDate | undefined,
): Series<T> {
  if (parseLocalDate(lastDate) >= LAST_LOCAL_DATE) return series;
  const cut = addDays(lastDate, 1);
  requireOpenFrom(series, cut, lastMaterialised);
  const segments = series.segments.flatMap((segment) => split(series, segment, cut).head);
  const exceptions = exceptionsBefore(series.exceptions, cut).map((exception) =>
    movedDate(exception) > lastDate ? ({ kind: 'skip', originalDate: exception.originalDate } as const) : exception,
  );
  return { ...series, segments, exceptions };
}

function requireOpenFrom<T extends object>(
  series: Series<T>,
  date: LocalDate,
  lastMaterialised: LocalDate | undefined,
): void {
  const firstOpen = firstOpenDate(series, lastMaterialised);
  if (firstOpen > FIRST_LOCAL_DATE) requireAfter(date, addDays(firstOpen, -1));
}

// A date brought forward has happened although its original date lies ahead: a change begins behind that one.
function firstOpenDate<T extends object>(series: Series<T>, lastMaterialised: LocalDate | undefined): LocalDate {
  if (lastMaterialised === undefined) return FIRST_LOCAL_DATE;
  const happened = series.exceptions.filter((exception) => movedDate(exception) <= lastMaterialised);
  const originalDates = happened.map(({ originalDate }) => originalDate);
  const last = [lastMaterialised, ...originalDates].reduce((latest, date) => (date > latest ? date : latest));
  return last < LAST_LOCAL_DATE ? addDays(last, 1) : last;
}

function movedDate<T extends object>(exception: OccurrenceException<T>): LocalDate {
  return exception.kind === 'skip' ? exception.originalDate : (exception.movedTo ?? exception.originalDate);
}

function applyFrom<T extends object>(series: Series<T>, date: LocalDate, change: SeriesChange<T>): Series<T> {
  const halves = series.segments.map((segment) => split(series, segment, date));
  const heads = halves.flatMap(({ head }) => head);
  const tails = change.rule === undefined ? halves.flatMap(({ tail }) => tail) : newTail(series, date, change.rule);
  if (tails.length === 0) {
    throw new AppError('state_not_allowed', 'Nothing of the series is left to change from that day on.', { date });
  }
  const changed = tails.map(({ rule, template }) => ({ rule, template: { ...template, ...change.template } }));
  const exceptions = change.rule === undefined ? series.exceptions : exceptionsBefore(series.exceptions, date);
  return withinLimits({ ...series, segments: [...heads, ...changed], exceptions });
}

function newTail<T extends object>(series: Series<T>, date: LocalDate, rule: RecurrenceRule): readonly Segment<T>[] {
  assertRecurrenceRule(rule);
  const current = templateOn(series, date);
  return current === undefined ? [] : split(series, { rule, template: current }, date).tail;
}

function templateOn<T extends object>(series: Series<T>, date: LocalDate): T | undefined {
  const begun = series.segments.filter(({ rule }) => rule.startDate <= date);
  return (begun.at(-1) ?? series.segments[0])?.template;
}

interface Halves<T extends object> {
  readonly head: readonly Segment<T>[];
  readonly tail: readonly Segment<T>[];
}

function split<T extends object>(series: Series<T>, segment: Segment<T>, date: LocalDate): Halves<T> {
  const dates = segmentDates(segment.rule, series);
  const index = indexOnOrAfter(segment.rule, date);
  const tail = index < dates.end ? [{ ...segment, rule: tailOf(dates, index) }] : [];
  if (index === 0) return { head: [], tail };
  return { head: [{ ...segment, rule: endingBefore(segment.rule, date) }], tail };
}

// `count` stays beside `until`: without the end a later pause would push the last dates into the next segment.
function endingBefore(rule: RecurrenceRule, date: LocalDate): RecurrenceRule {
  const dayBefore = addDays(date, -1);
  return { ...rule, until: rule.until !== undefined && rule.until < dayBefore ? rule.until : dayBefore };
}

function tailOf(dates: SegmentDates, index: number): RecurrenceRule {
  const { rule } = dates;
  const startDate = dateAt(rule, index) ?? rule.startDate;
  const isAnchored = rule.frequency === 'monthly' || rule.frequency === 'yearly';
  const anchor = isAnchored ? { anchorDay: anchorOf(rule) } : {};
  const count = rule.count === undefined ? {} : { count: rule.count - countedBefore(dates, index) };
  return { ...rule, ...anchor, ...count, startDate };
}

function exceptionsBefore<T extends object>(
  exceptions: readonly OccurrenceException<T>[],
  date: LocalDate,
): readonly OccurrenceException<T>[] {
  return exceptions.filter(({ originalDate }) => originalDate < date);
}
