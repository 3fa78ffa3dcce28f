import type { LocalDate } from '../calendar/local-date.ts';
import { addDays, FIRST_LOCAL_DATE, LAST_LOCAL_DATE, parseLocalDate } from '../calendar/local-date.ts';
import { AppError } from '../errors.ts';
import { dateAt, indexOnOrAfter } from './recurrence-rule.ts';
import { indexOf, pausedUntil, type SegmentDates, segmentDates } from './segment-dates.ts';
import type { Occurrence, OccurrenceException, Segment, Series } from './series.ts';

/** `after` is exclusive, `through` inclusive; both look at the day an occurrence takes place, after a move. */
export interface OccurrenceQuery {
  readonly after?: LocalDate | undefined;
  readonly through?: LocalDate | undefined;
  readonly limit: number;
}

/** Hand `materialisedThrough` back as `lastMaterialised` next time; when `more`, do so at once. */
export interface DueOccurrences<T extends object> {
  readonly occurrences: readonly Occurrence<T>[];
  readonly materialisedThrough: LocalDate;
  readonly more: boolean;
}

export const MAX_OCCURRENCES = 1_000;
export const MAX_CATCH_UP = 100;

/** In order of date, then of original date. Throws `invalid_input` when `limit` is not 1 to MAX_OCCURRENCES. */
export function occurrences<T extends object>(series: Series<T>, query: OccurrenceQuery): readonly Occurrence<T>[] {
  if (!Number.isInteger(query.limit) || query.limit < 1 || query.limit > MAX_OCCURRENCES) {
    throw new AppError('invalid_input', `Ask for 1 to ${MAX_OCCURRENCES} occurrences.`, { limit: query.limit });
  }
  const after = query.after === undefined ? undefined : parseLocalDate(query.after);
  const through = parseLocalDate(query.through ?? LAST_LOCAL_DATE);
  if (after !== undefined && after >= through) return [];
  const from = after === undefined ? FIRST_LOCAL_DATE : addDays(after, 1);
  const stretches = stretchesOf(series);
  const found = movedOccurrences(series, stretches).filter(({ date }) => date >= from && date <= through);
  const span = { from, through, limit: found.length + query.limit };
  for (const stretch of stretches) addRegularOccurrences(found, series, stretch, span);
  return found.sort(compareOccurrences).slice(0, query.limit);
}

/** What comes on or after `from`, for a preview. */
export function nextOccurrences<T extends object>(
  series: Series<T>,
  from: LocalDate,
  limit = 12,
): readonly Occurrence<T>[] {
  const after = from > FIRST_LOCAL_DATE ? addDays(from, -1) : undefined;
  return occurrences(series, { after, limit });
}

/**
 * Exactly the occurrences after `lastMaterialised` through `today`, oldest first, at most `limit` a run except that one
 * day is never cut in two. Nothing when `today` is before `lastMaterialised`. undefined: nothing happened so far.
 */
export function dueOccurrences<T extends object>(
  series: Series<T>,
  lastMaterialised: LocalDate | undefined,
  today: LocalDate,
  limit = MAX_CATCH_UP,
): DueOccurrences<T> {
  if (lastMaterialised !== undefined && lastMaterialised >= today) {
    return { occurrences: [], materialisedThrough: lastMaterialised, more: false };
  }
  const due = occurrences(series, { after: lastMaterialised, through: today, limit });
  const lastDate = due[limit - 1]?.date;
  if (lastDate === undefined) return { occurrences: due, materialisedThrough: today, more: false };
  const whole = occurrences(series, { after: lastMaterialised, through: lastDate, limit: MAX_OCCURRENCES });
  const more = occurrences(series, { after: lastDate, through: today, limit: 1 }).length > 0;
  return { occurrences: whole, materialisedThrough: more ? lastDate : today, more };
}

/** The occurrence of that original date, or undefined when it is skipped, paused or no date of the series. */
export function findOccurrence<T extends object>(
  series: Series<T>,
  originalDate: LocalDate,
): Occurrence<T> | undefined {
  const exception = series.exceptions.find((candidate) => candidate.originalDate === originalDate);
  if (exception?.kind === 'skip') return undefined;
  return happening(series, stretchesOf(series), originalDate, exception);
}

interface Stretch<T extends object> {
  readonly segment: Segment<T>;
  readonly dates: SegmentDates;
}

interface Span {
  readonly from: LocalDate;
  readonly through: LocalDate;
  readonly limit: number;
}

function stretchesOf<T extends object>(series: Series<T>): readonly Stretch<T>[] {
  return series.segments.map((segment) => ({ segment, dates: segmentDates(segment.rule, series) }));
}

function movedOccurrences<T extends object>(series: Series<T>, stretches: readonly Stretch<T>[]): Occurrence<T>[] {
  const moved = series.exceptions.filter(isMove);
  return moved.flatMap((exception) => happening(series, stretches, exception.originalDate, exception) ?? []);
}

function isMove<T extends object>(exception: OccurrenceException<T>): boolean {
  return exception.kind === 'override' && exception.movedTo !== undefined;
}

function happening<T extends object>(
  series: Series<T>,
  stretches: readonly Stretch<T>[],
  originalDate: LocalDate,
  exception: OccurrenceException<T> | undefined,
): Occurrence<T> | undefined {
  for (const { segment, dates } of stretches) {
    const index = indexOf(dates, originalDate);
    if (index === undefined || pausedUntil(dates, index) !== undefined) continue;
    return toOccurrence(series, segment, originalDate, exception);
  }
  return undefined;
}

// Steps over pauses at once and over at most MAX_EXCEPTIONS single dates, so the work is bounded by the limit.
function addRegularOccurrences<T extends object>(
  found: Occurrence<T>[],
  series: Series<T>,
  { segment, dates }: Stretch<T>,
  span: Span,
): void {
  const exceptions = new Map(series.exceptions.map((exception) => [exception.originalDate, exception]));
  let index = indexOnOrAfter(segment.rule, span.from);
  while (index < dates.end && found.length < span.limit) {
    const date = dateAt(segment.rule, index);
    if (date === undefined || date > span.through) return;
    const resumesAt = pausedUntil(dates, index);
    const exception = exceptions.get(date);
    const isRegular = exception === undefined || (exception.kind === 'override' && !isMove(exception));
    if (resumesAt === undefined && isRegular) found.push(toOccurrence(series, segment, date, exception));
    index = resumesAt ?? index + 1;
  }
}

function toOccurrence<T extends object>(
  series: Series<T>,
  segment: Segment<T>,
  originalDate: LocalDate,
  exception: OccurrenceException<T> | undefined,
): Occurrence<T> {
  const override = exception?.kind === 'override' ? exception : undefined;
  return {
    key: `${series.id}:${originalDate}`,
    date: override?.movedTo ?? originalDate,
    originalDate,
    template: { ...segment.template, ...override?.template },
  };
}

function compareOccurrences<T extends object>(a: Occurrence<T>, b: Occurrence<T>): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return a.originalDate < b.originalDate ? -1 : 1;
}
