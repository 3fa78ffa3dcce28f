import { AppError } from '../errors.ts';

/** A day on the wall calendar of a group, 'YYYY-MM-DD', 1900-01-01 to 2200-12-31. It has no time and no zone. */
export type LocalDate = string;

export const FIRST_LOCAL_DATE: LocalDate = '1900-01-01';
export const LAST_LOCAL_DATE: LocalDate = '2200-12-31';

const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;
const MAX_CACHED_FORMATTERS = 64;
const LOCAL_DATE_PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS_IN_ERA = 146_097;
const DAYS_FROM_ERA_TO_1970 = 719_468;

/** Returns the text itself when it is a real day in range. Throws `invalid_input`. */
export function parseLocalDate(text: string): LocalDate {
  readParts(text);
  return text;
}

/** Moves by whole days, backwards when negative. Throws `invalid_input` beyond the calendar's range. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return fromDayNumber(toDayNumber(date) + requireInteger(days, 'days'));
}

/**
 * Moves by whole months onto `anchorDay` (default: the day of `date`), clamped to the month's end. Hand the same anchor
 * to every step and a 31 comes back after a short month. Throws `invalid_input` beyond the calendar's range.
 */
export function addMonths(date: LocalDate, months: number, anchorDay?: number): LocalDate {
  const { year, month, day } = readParts(date);
  const monthIndex = year * 12 + (month - 1) + requireInteger(months, 'months');
  const targetYear = Math.floor(monthIndex / 12);
  const targetMonth = monthIndex - targetYear * 12 + 1;
  return toLocalDate(targetYear, targetMonth, Math.min(anchorDay ?? day, daysInMonth(targetYear, targetMonth)));
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return toDayNumber(to) - toDayNumber(from);
}

/** Month counts from 1. Throws `invalid_input` for a month outside 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  if (!Number.isInteger(month) || month < 1 || month > 12) {
    throw new AppError('invalid_input', 'A month is a number from 1 to 12.', { month });
  }
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** 'YYYY-MM', the name of a period. */
export function yearMonth(date: LocalDate): string {
  return parseLocalDate(date).slice(0, 7);
}

export function startOfMonth(date: LocalDate): LocalDate {
  const { year, month } = readParts(date);
  return toLocalDate(year, month, 1);
}

export function endOfMonth(date: LocalDate): LocalDate {
  const { year, month } = readParts(date);
  return toLocalDate(year, month, daysInMonth(year, month));
}

/** Year, month (from 1) and day as numbers. Throws `invalid_input` when the text is no day of the calendar. */
export function localDateParts(date: LocalDate): {
  readonly year: number;
  readonly month: number;
  readonly day: number;
} {
  return readParts(date);
}

/** The day it is at `epochMs` on the clocks of `timeZone`. Throws `invalid_input` for an unknown zone or an odd instant. */
export function localDateAt(epochMs: number, timeZone: string): LocalDate {
  if (!Number.isFinite(epochMs) || Math.abs(epochMs) > 8.64e15) {
    throw new AppError('invalid_input', 'The instant is not a time in milliseconds.', { epochMs });
  }
  const parts = formatterFor(timeZone).formatToParts(epochMs);
  const numberOf = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return toLocalDate(numberOf('year'), numberOf('month'), numberOf('day'));
}

/** Accepts IANA names ('Europe/London', 'UTC'). A bare offset is refused: it knows no summer time. Throws `invalid_input`. */
export function assertTimeZone(timeZone: string): void {
  formatterFor(timeZone);
}

// Creating a formatter costs tens of microseconds and tens of kilobytes; zones come from outside, so the cache is bounded.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const cached = formatters.get(timeZone);
  if (cached !== undefined) return cached;
  const formatter = createFormatter(timeZone);
  if (formatters.size >= MAX_CACHED_FORMATTERS) {
    const [oldest] = formatters.keys();
    if (oldest !== undefined) formatters.delete(oldest);
  }
  formatters.set(timeZone, formatter);
  return formatter;
}

function createFormatter(timeZone: string): Intl.DateTimeFormat {
  try {
    if (!/^[A-Za-z]/.test(timeZone)) throw new RangeError('a zone name starts with a letter');
    return new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
    });
  } catch (cause) {
    const message = "The time zone is unknown. Use a name such as 'Europe/London'.";
    throw new AppError('invalid_input', message, { timeZone: String(timeZone).slice(0, 64) }, { cause });
  }
}

function readParts(date: LocalDate): { year: number; month: number; day: number } {
  const match = LOCAL_DATE_PATTERN.exec(date);
  const year = Number(match?.[1]);
  const month = Number(match?.[2]);
  const day = Number(match?.[3]);
  if (match === null || !isCalendarDay(year, month, day)) {
    const message = `A date is a day written YYYY-MM-DD from ${FIRST_LOCAL_DATE} to ${LAST_LOCAL_DATE}.`;
    throw new AppError('invalid_input', message, { date: String(date).slice(0, 32) });
  }
  return { year, month, day };
}

function isCalendarDay(year: number, month: number, day: number): boolean {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return false;
  return day >= 1 && day <= daysInMonth(year, month);
}

function toLocalDate(year: number, month: number, day: number): LocalDate {
  if (!isCalendarDay(year, month, day)) {
    const message = `The date falls outside ${FIRST_LOCAL_DATE} to ${LAST_LOCAL_DATE}.`;
    throw new AppError('invalid_input', message, { year, month, day });
  }
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

// Days since 1970-01-01 by counting 400-year eras that begin in March, so a leap day ends its year (H. Hinnant, 2013).
function toDayNumber(date: LocalDate): number {
  const { year, month, day } = readParts(date);
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_IN_ERA + dayOfEra - DAYS_FROM_ERA_TO_1970;
}

function fromDayNumber(dayNumber: number): LocalDate {
  const shifted = dayNumber + DAYS_FROM_ERA_TO_1970;
  const era = Math.floor(shifted / DAYS_IN_ERA);
  const dayOfEra = shifted - era * DAYS_IN_ERA;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return toLocalDate(era * 400 + yearOfEra + (month <= 2 ? 1 : 0), month, day);
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function requireInteger(value: number, name: string): number {
  if (Number.isSafeInteger(value)) return value;
  throw new AppError('invalid_input', `The number of ${name} must be whole.`, { [name]: value });
}
