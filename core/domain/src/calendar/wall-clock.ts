import { AppError } from '../errors.ts';
import { assertTimeZone, type LocalDate, localDateAt, parseLocalDate } from './local-date.ts';

export const MINUTES_PER_DAY = 1_440;

const MINUTE_MS = 60_000;
const MAX_CACHED_FORMATTERS = 64;

/** What the clocks of `timeZone` show at `epochMs`, in minutes since midnight. Throws `invalid_input` for an unknown zone or an odd instant. */
export function minuteOfDayAt(epochMs: number, timeZone: string): number {
  return Math.floor(wallClockMs(epochMs, timeZone) / MINUTE_MS) % MINUTES_PER_DAY;
}

/**
 * When the clocks of `timeZone` show `minuteOfDay` (0 to 1,439) on `date`, in epoch milliseconds. A time that the clocks
 * pass over is taken as far after the jump as it was meant to be after the start of it. Throws `invalid_input`.
 */
export function instantOf(date: LocalDate, minuteOfDay: number, timeZone: string): number {
  if (!Number.isInteger(minuteOfDay) || minuteOfDay < 0 || minuteOfDay >= MINUTES_PER_DAY)
    throw new AppError('invalid_input', 'A time of day is 0 to 1,439 minutes.', { minuteOfDay });
  const meant = Date.parse(`${parseLocalDate(date)}T00:00:00Z`) + minuteOfDay * MINUTE_MS;
  const offsetAt = (instant: number) => wallClockMs(instant, timeZone) - instant;
  // The offset before the day's own jump, if there is one, and the one that holds where that leads.
  const before = offsetAt(meant - MINUTES_PER_DAY * MINUTE_MS);
  const guess = meant - before;
  const after = offsetAt(guess);
  const other = meant - after;
  return wallClockMs(other, timeZone) === meant ? other : guess;
}

/** The wall clock read as if it were UTC, without its seconds' fraction. */
function wallClockMs(epochMs: number, timeZone: string): number {
  const day = localDateAt(epochMs, timeZone);
  const parts = formatterFor(timeZone).formatToParts(epochMs);
  const numberOf = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return (
    Date.parse(`${day}T00:00:00Z`) + (numberOf('hour') * 60 + numberOf('minute')) * MINUTE_MS + (epochMs % MINUTE_MS)
  );
}

// As in local-date.ts: a formatter is dear, and zones come from outside.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  const cached = formatters.get(timeZone);
  if (cached) return cached;
  assertTimeZone(timeZone);
  if (formatters.size >= MAX_CACHED_FORMATTERS) formatters.clear();
  const formatter = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    hour: 'numeric',
    minute: 'numeric',
  });
  formatters.set(timeZone, formatter);
  return formatter;
}
