import { addDays, localDateAt } from '../calendar/local-date.ts';
import { instantOf, minuteOfDayAt } from '../calendar/wall-clock.ts';
import { AppError } from '../errors.ts';

/** Times of day, 'HH:MM'. Over midnight when `from` is later than `until`; none at all when they are the same. */
export interface QuietHours {
  readonly from: string;
  readonly until: string;
}

const TIME_OF_DAY = /^([01]\d|2[0-3]):([0-5]\d)$/;

/** Minutes since midnight. Throws `invalid_input` for text that is no time of day. */
export function parseTimeOfDay(text: string): number {
  const [, hours, minutes] = TIME_OF_DAY.exec(text) ?? [];
  if (hours === undefined || minutes === undefined)
    throw new AppError('invalid_input', 'Write a time of day as 00:00 to 23:59.', { time: text.slice(0, 20) });
  return Number(hours) * 60 + Number(minutes);
}

/** `epochMs` itself, or the end of the quiet hours of `timeZone` it falls into. Throws `invalid_input`. */
export function nextLoudAt(epochMs: number, quiet: QuietHours, timeZone: string): number {
  const from = parseTimeOfDay(quiet.from);
  const until = parseTimeOfDay(quiet.until);
  const now = minuteOfDayAt(epochMs, timeZone);
  const today = localDateAt(epochMs, timeZone);
  if (from > until && now >= from) return instantOf(addDays(today, 1), until, timeZone);
  const isQuiet = from > until ? now < until : now >= from && now < until;
  // A clock that is set back may show the end twice: never a moment that is past.
  return isQuiet ? Math.max(epochMs, instantOf(today, until, timeZone)) : epochMs;
}
