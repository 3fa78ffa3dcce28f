import type { LocalDate } from '../calendar/local-date.ts';
import { addDays, addMonths, daysBetween, LAST_LOCAL_DATE, localDateParts } from '../calendar/local-date.ts';
import { AppError } from '../errors.ts';

export type Frequency = 'daily' | 'weekly' | 'monthly' | 'yearly';

/**
 * Dates on the group's calendar. Monthly and yearly rules fall on `anchorDay` (default: the day of `startDate`), clamped
 * to the month's end and back on the anchor when the month allows. The first date is the earliest such day on or after
 * `startDate`. `until` is the last possible day; with `count` as well, whichever ends first.
 */
export interface RecurrenceRule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly startDate: LocalDate;
  readonly anchorDay?: number;
  readonly lastDayOfMonth?: boolean;
  readonly until?: LocalDate;
  readonly count?: number;
}

export const MAX_INTERVAL = 1_000;
export const MAX_COUNT = 10_000;

/** Throws `invalid_input` naming the field; a rule that would never happen is refused as well. */
export function assertRecurrenceRule(rule: RecurrenceRule): void {
  if (!Object.hasOwn(UNIT_OF, rule.frequency)) refuse('frequency', 'daily, weekly, monthly or yearly', rule.frequency);
  requireWithin('interval', rule.interval, MAX_INTERVAL);
  if (rule.count !== undefined) requireWithin('count', rule.count, MAX_COUNT);
  assertAnchor(rule);
  const first = firstDate(rule);
  if (rule.until !== undefined && daysBetween(first, rule.until) < 0) {
    throw new AppError('invalid_input', 'The series would end before its first date.', { first, until: rule.until });
  }
}

/** The first day the rule falls on; an .ics event needs it as DTSTART. */
export function firstDate(rule: RecurrenceRule): LocalDate {
  const unit = UNIT_OF[rule.frequency];
  if (!isMonthly(unit)) return addDays(rule.startDate, 0);
  const sameMonth = addMonths(rule.startDate, 0, anchorOf(rule));
  return sameMonth >= rule.startDate ? sameMonth : addMonths(rule.startDate, unit.months, anchorOf(rule));
}

/** The date at `index` (from 0), whatever `until` and `count` say; undefined beyond the calendar. Constant time. */
export function dateAt(rule: RecurrenceRule, index: number): LocalDate | undefined {
  const first = firstDate(rule);
  const unit = UNIT_OF[rule.frequency];
  if (!isMonthly(unit)) {
    const days = index * unit.days * rule.interval;
    return days <= daysBetween(first, LAST_LOCAL_DATE) ? addDays(first, days) : undefined;
  }
  const months = index * unit.months * rule.interval;
  return months <= monthsBetween(first, LAST_LOCAL_DATE) ? addMonths(first, months, anchorOf(rule)) : undefined;
}

/** The index of the first date on or after `date`, whatever `until` and `count` say. Constant time. */
export function indexOnOrAfter(rule: RecurrenceRule, date: LocalDate): number {
  const first = firstDate(rule);
  if (date <= first) return 0;
  const unit = UNIT_OF[rule.frequency];
  if (!isMonthly(unit)) return Math.ceil(daysBetween(first, date) / (unit.days * rule.interval));
  const step = unit.months * rule.interval;
  const months = monthsBetween(first, date);
  const isTooEarly = months % step === 0 && addMonths(first, months, anchorOf(rule)) < date;
  return Math.ceil(months / step) + (isTooEarly ? 1 : 0);
}

/** How many dates fit before `until` or the end of the calendar; `count` is not looked at. */
export function datesInRange(rule: RecurrenceRule): number {
  const last = rule.until ?? LAST_LOCAL_DATE;
  return last < LAST_LOCAL_DATE ? indexOnOrAfter(rule, addDays(last, 1)) : datesInCalendar(rule);
}

/** The day of the month aimed at: 1 to 31, where 31 stands for the last day of every month. */
export function anchorOf(rule: RecurrenceRule): number {
  return rule.lastDayOfMonth === true ? 31 : (rule.anchorDay ?? localDateParts(rule.startDate).day);
}

type Unit = { readonly days: number } | { readonly months: number };

const UNIT_OF: Readonly<Record<Frequency, Unit>> = {
  daily: { days: 1 },
  weekly: { days: 7 },
  monthly: { months: 1 },
  yearly: { months: 12 },
};

function isMonthly(unit: Unit): unit is { readonly months: number } {
  return 'months' in unit;
}

function assertAnchor(rule: RecurrenceRule): void {
  const isAnchored = rule.anchorDay !== undefined || rule.lastDayOfMonth === true;
  if (isAnchored && !isMonthly(UNIT_OF[rule.frequency])) {
    refuse('anchorDay', 'left out: only monthly and yearly rules have one', rule.anchorDay ?? rule.lastDayOfMonth);
  }
  if (rule.anchorDay !== undefined) requireWithin('anchorDay', rule.anchorDay, 31);
  if (rule.lastDayOfMonth === true && rule.anchorDay !== undefined && rule.anchorDay !== 31) {
    refuse('anchorDay', '31 or left out when the last day of the month is asked for', rule.anchorDay);
  }
}

function datesInCalendar(rule: RecurrenceRule): number {
  const unit = UNIT_OF[rule.frequency];
  const first = firstDate(rule);
  if (!isMonthly(unit)) return Math.floor(daysBetween(first, LAST_LOCAL_DATE) / (unit.days * rule.interval)) + 1;
  return Math.floor(monthsBetween(first, LAST_LOCAL_DATE) / (unit.months * rule.interval)) + 1;
}

function monthsBetween(from: LocalDate, to: LocalDate): number {
  const start = localDateParts(from);
  const end = localDateParts(to);
  return (end.year - start.year) * 12 + end.month - start.month;
}

function requireWithin(field: string, value: number, max: number): void {
  if (!Number.isInteger(value) || value < 1 || value > max) refuse(field, `a whole number from 1 to ${max}`, value);
}

function refuse(field: string, expected: string, value: unknown): never {
  throw new AppError('invalid_input', `The ${field} of a recurrence must be ${expected}.`, { field, value });
}
