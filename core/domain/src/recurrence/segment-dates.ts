import type { LocalDate } from '../calendar/local-date.ts';
import { dateAt, datesInRange, indexOnOrAfter, type RecurrenceRule } from './recurrence-rule.ts';
import type { OccurrenceException, Pause, Series } from './series.ts';

/** Indices of a rule's dates, `to` exclusive. */
export interface IndexRange {
  readonly from: number;
  readonly to: number;
}

/** The dates of one segment: indices below `end`, less the `paused` ranges, which are sorted and disjoint. */
export interface SegmentDates {
  readonly rule: RecurrenceRule;
  readonly end: number;
  readonly paused: readonly IndexRange[];
}

/** Works out where a rule ends in this series. Constant time per pause and moved date, however long the rule runs. */
export function segmentDates<T extends object>(rule: RecurrenceRule, series: Series<T>): SegmentDates {
  const paused = pausedRanges(rule, series);
  return { rule, end: endIndex(rule, paused), paused };
}

/** The index of `date` when the segment has it, paused or not. */
export function indexOf(dates: SegmentDates, date: LocalDate): number | undefined {
  const index = indexOnOrAfter(dates.rule, date);
  return index < dates.end && dateAt(dates.rule, index) === date ? index : undefined;
}

/** The end of the paused range that holds `index`, or undefined when the date happens. */
export function pausedUntil(dates: SegmentDates, index: number): number | undefined {
  return dates.paused.find((range) => range.from <= index && index < range.to)?.to;
}

/** How many dates before `index` count towards `count`. */
export function countedBefore(dates: SegmentDates, index: number): number {
  return dates.paused.reduce((left, range) => left - Math.max(0, Math.min(range.to, index) - range.from), index);
}

function pausedRanges<T extends object>(rule: RecurrenceRule, series: Series<T>): readonly IndexRange[] {
  const datesLimit = datesInRange(rule);
  let ranges = series.pauses.map((pause) => ({
    from: indexOnOrAfter(rule, pause.from),
    to: pause.resumeOn === undefined ? datesLimit : indexOnOrAfter(rule, pause.resumeOn),
  }));
  for (const exception of series.exceptions) {
    const movedTo = movedDate(exception);
    if (movedTo === undefined) continue;
    const index = indexOnOrAfter(rule, exception.originalDate);
    if (dateAt(rule, index) !== exception.originalDate) continue;
    ranges = ranges.flatMap((range) => withoutIndex(range, index));
    if (isPausedOn(series.pauses, movedTo)) ranges.push({ from: index, to: index + 1 });
  }
  return ranges.filter((range) => range.from < range.to).sort((a, b) => a.from - b.from);
}

function movedDate<T extends object>(exception: OccurrenceException<T>): LocalDate | undefined {
  return exception.kind === 'override' ? exception.movedTo : undefined;
}

function withoutIndex(range: IndexRange, index: number): readonly IndexRange[] {
  if (index < range.from || index >= range.to) return [range];
  return [
    { from: range.from, to: index },
    { from: index + 1, to: range.to },
  ];
}

function isPausedOn(pauses: readonly Pause[], date: LocalDate): boolean {
  return pauses.some((pause) => pause.from <= date && (pause.resumeOn === undefined || date < pause.resumeOn));
}

function endIndex(rule: RecurrenceRule, paused: readonly IndexRange[]): number {
  const datesLimit = datesInRange(rule);
  if (rule.count === undefined) return datesLimit;
  let end = rule.count;
  for (const range of paused) {
    if (range.from >= end) break;
    end += range.to - range.from;
  }
  return Math.min(end, datesLimit);
}
