import type { LocalDate } from '../calendar/local-date.ts';
import { AppError } from '../errors.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';
import { assertRecurrenceRule } from './recurrence-rule.ts';

/** A stretch of the series with one rule and one template. Segments follow each other and never overlap. */
export interface Segment<T extends object> {
  readonly rule: RecurrenceRule;
  readonly template: T;
}

/** What became of one date of the rule. A skipped date uses up one of the rule's `count`, as an EXDATE does. */
export type OccurrenceException<T extends object> =
  | { readonly kind: 'skip'; readonly originalDate: LocalDate }
  | {
      readonly kind: 'override';
      readonly originalDate: LocalDate;
      readonly template: Partial<T>;
      readonly movedTo?: LocalDate;
    };

/**
 * Nothing happens from `from` until the day before `resumeOn`; open-ended without it. A paused date uses up nothing of
 * the rule's `count`: twelve instalments stay twelve and end later. A moved date is paused by the day it was moved to.
 */
export interface Pause {
  readonly from: LocalDate;
  readonly resumeOn?: LocalDate;
}

/** Plain data, never changed in place: store it as JSON. `T` is what each occurrence is made from. */
export interface Series<T extends object> {
  readonly id: string;
  readonly segments: readonly Segment<T>[];
  readonly exceptions: readonly OccurrenceException<T>[];
  readonly pauses: readonly Pause[];
}

/** `key` is `<seriesId>:<originalDate>`: it stays when the date is moved, so materialising by key happens once. */
export interface Occurrence<T extends object> {
  readonly key: string;
  readonly date: LocalDate;
  readonly originalDate: LocalDate;
  readonly template: T;
}

export const MAX_SEGMENTS = 200;
export const MAX_EXCEPTIONS = 500;
export const MAX_PAUSES = 200;

/** Throws `invalid_input` for a rule that is wrong or never happens. */
export function createSeries<T extends object>(id: string, rule: RecurrenceRule, template: T): Series<T> {
  assertRecurrenceRule(rule);
  return { id, segments: [{ rule, template }], exceptions: [], pauses: [] };
}

/** Returns the series as it is when it is within its limits. Throws `too_large`. */
export function withinLimits<T extends object>(series: Series<T>): Series<T> {
  requireAtMost('segments', series.segments.length, MAX_SEGMENTS);
  requireAtMost('exceptions', series.exceptions.length, MAX_EXCEPTIONS);
  requireAtMost('pauses', series.pauses.length, MAX_PAUSES);
  return series;
}

function requireAtMost(part: string, length: number, max: number): void {
  if (length <= max) return;
  throw new AppError('too_large', `A series has at most ${max} ${part}. Begin a new series.`, { part, length, max });
}
