import { addDays, addMonths, type LocalDate, startOfMonth } from '../calendar/local-date.ts';
import { AppError } from '../errors.ts';

/** Every so many months on this day; a 31 is the last day of a short month. */
export interface ReadingSchedule {
  readonly everyMonths: number;
  readonly day: number;
  /** A day of the first month a reading is due in. */
  readonly from: LocalDate;
}

/** A reading so many days early is the reading of the period. */
export const EARLY_READING_DAYS = 10;

const STEPS_MAX = 4_000;

/** The day the next reading is due, after one was taken on `lastReadOn` (null: none yet). Errors: `invalid_input`. */
export function nextReadingOn(schedule: ReadingSchedule, lastReadOn: LocalDate | null): LocalDate {
  const { from } = schedule;
  return firstDueAfter(schedule, lastReadOn === null ? addDays(from, -1) : addDays(lastReadOn, EARLY_READING_DAYS));
}

/** The first day after `covered` a reading is due on. Errors: `invalid_input`. */
export function firstDueAfter({ everyMonths, day, from }: ReadingSchedule, covered: LocalDate): LocalDate {
  if (!Number.isInteger(everyMonths) || everyMonths < 1 || everyMonths > 24) {
    throw new AppError('invalid_input', 'Readings are due every 1 to 24 months.');
  }
  if (!Number.isInteger(day) || day < 1 || day > 31) {
    throw new AppError('invalid_input', 'Readings are due on a day from 1 to 31.');
  }
  const start = startOfMonth(from);
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const due = addMonths(start, step * everyMonths, day);
    if (due > covered && due >= from) return due;
  }
  throw new AppError('invalid_input', 'The schedule of readings ends before the next reading.');
}
