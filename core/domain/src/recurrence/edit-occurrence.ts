import type { LocalDate } from '../calendar/local-date.ts';
import { parseLocalDate } from '../calendar/local-date.ts';
import { AppError } from '../errors.ts';
import { findOccurrence } from './occurrences.ts';
import type { Occurrence, OccurrenceException, Series } from './series.ts';
import { withinLimits } from './series.ts';

/** Fields that differ this once, and the day it takes place instead. */
export interface OccurrenceChange<T extends object> {
  readonly template?: Partial<T>;
  readonly date?: LocalDate;
}

/**
 * Edit 'this'. `originalDate` is the date the rule gave. Every edit takes `lastMaterialised` (undefined: nothing yet):
 * what happened by that day stays. Throws `not_found` (skipped, paused or no such date), `state_not_allowed`, `too_large`.
 */
export function editOccurrence<T extends object>(
  series: Series<T>,
  originalDate: LocalDate,
  change: OccurrenceChange<T>,
  lastMaterialised: LocalDate | undefined,
): Series<T> {
  const occurrence = requireOpen(series, originalDate, lastMaterialised);
  const date = change.date === undefined ? occurrence.date : parseLocalDate(change.date);
  requireAfter(date, lastMaterialised);
  const previous = series.exceptions.find((candidate) => candidate.originalDate === originalDate);
  const template = { ...(previous?.kind === 'override' ? previous.template : {}), ...change.template };
  const move = date === originalDate ? {} : { movedTo: date };
  return withException(series, { kind: 'override', originalDate, template, ...move });
}

/** Leaves one date out for good. Throws `not_found` when nothing takes place then, `state_not_allowed`, `too_large`. */
export function skip<T extends object>(
  series: Series<T>,
  originalDate: LocalDate,
  lastMaterialised: LocalDate | undefined,
): Series<T> {
  requireOpen(series, originalDate, lastMaterialised);
  return withException(series, { kind: 'skip', originalDate });
}

/** Takes a skip or an edit of one date back. Throws `not_found` when there is none, `state_not_allowed`. */
export function restore<T extends object>(
  series: Series<T>,
  originalDate: LocalDate,
  lastMaterialised: LocalDate | undefined,
): Series<T> {
  const exception = series.exceptions.find((candidate) => candidate.originalDate === originalDate);
  if (exception === undefined) throw notFound(originalDate);
  if (exception.kind === 'override') requireAfter(exception.movedTo ?? originalDate, lastMaterialised);
  requireAfter(originalDate, lastMaterialised);
  return { ...series, exceptions: series.exceptions.filter((candidate) => candidate !== exception) };
}

/** Throws `state_not_allowed` when `date` is not after `lastMaterialised`: that day has been handed out already. */
export function requireAfter(date: LocalDate, lastMaterialised: LocalDate | undefined): void {
  if (lastMaterialised === undefined || date > lastMaterialised) return;
  const message = 'The series has already happened up to that day. Choose a later one.';
  throw new AppError('state_not_allowed', message, { date, lastMaterialised });
}

function requireOpen<T extends object>(
  series: Series<T>,
  originalDate: LocalDate,
  lastMaterialised: LocalDate | undefined,
): Occurrence<T> {
  const occurrence = findOccurrence(series, originalDate);
  if (occurrence === undefined) throw notFound(originalDate);
  requireAfter(occurrence.date, lastMaterialised);
  return occurrence;
}

function withException<T extends object>(series: Series<T>, exception: OccurrenceException<T>): Series<T> {
  const others = series.exceptions.filter(({ originalDate }) => originalDate !== exception.originalDate);
  const exceptions = [...others, exception].sort((a, b) => (a.originalDate < b.originalDate ? -1 : 1));
  return withinLimits({ ...series, exceptions });
}

function notFound(originalDate: LocalDate): AppError {
  return new AppError('not_found', 'The series has nothing on that date.', { originalDate });
}
