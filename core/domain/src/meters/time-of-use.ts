import { addDays, type LocalDate, parseLocalDate } from '../calendar/local-date.ts';
import { AppError } from '../errors.ts';

/** One hour as a supplier's file has it, in the file's order. */
export interface LabelledHour {
  readonly date: LocalDate;
  /** 'HH:MM:SS' or 'HH:MM': the end of the hour. */
  readonly time: string;
  readonly register: string;
  readonly consumptionMilli: bigint;
}

/** An hour of a day; hour 0 is the first. */
export interface UsedHour {
  readonly date: LocalDate;
  readonly hour: number;
  readonly register: string;
  readonly consumptionMilli: bigint;
}

const TIME = /^([01][0-9]|2[0-3]):00(?::00)?$/;

/**
 * Hours labelled by their end, on the days they belong to: '01:00' is hour 0, and midnight is the last hour of the day before it,
 * whether the file writes it with that day's date (after 23:00) or with the next. Errors: `invalid_input` for another time.
 */
export function readHourEnding(rows: readonly LabelledHour[]): readonly UsedHour[] {
  return rows.map((row, index) => {
    const end = hourOf(row.time);
    const { register, consumptionMilli } = row;
    if (end > 0) return { date: parseLocalDate(row.date), hour: end - 1, register, consumptionMilli };
    return { date: dayOfMidnight(row, rows[index - 1], rows[index + 1]), hour: 23, register, consumptionMilli };
  });
}

/** The sum of each register in each group of days, such as `yearMonth`. */
export function sumHours(
  hours: readonly UsedHour[],
  groupOf: (date: LocalDate) => string,
): ReadonlyMap<string, ReadonlyMap<string, bigint>> {
  const groups = new Map<string, Map<string, bigint>>();
  for (const { date, register, consumptionMilli } of hours) {
    const key = groupOf(date);
    const sums = groups.get(key) ?? new Map<string, bigint>();
    sums.set(register, (sums.get(register) ?? 0n) + consumptionMilli);
    groups.set(key, sums);
  }
  return groups;
}

function hourOf(time: string): number {
  const match = TIME.exec(time);
  if (match === null)
    throw new AppError('invalid_input', 'Hours are labelled by full hours such as 14:00:00.', { time });
  return Number(match[1]);
}

/** Midnight ends the day of the 23:00 before it; at the start of a file, the row after it tells which date was written. */
function dayOfMidnight(
  row: LabelledHour,
  before: LabelledHour | undefined,
  after: LabelledHour | undefined,
): LocalDate {
  if (before !== undefined && hourOf(before.time) === 23) return parseLocalDate(before.date);
  const isNextDayWritten = after === undefined || after.date === row.date;
  return isNextDayWritten ? addDays(row.date, -1) : parseLocalDate(row.date);
}
