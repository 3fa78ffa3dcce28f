import { addDays, addMonths, daysBetween, type LocalDate } from '../calendar/local-date.ts';
import type { EstimateMethod, Interval } from './intervals.ts';
import { usageBetween } from './usage.ts';

const TRAILING_DAYS = 365;

/**
 * The intervals of one register with one more, marked as estimate, from the last reading up to `until`: the same days of last
 * year when they were all measured, else the daily average of the last 365 measured days. Without any interval: nothing to go by.
 */
export function withEstimate(
  intervals: readonly Interval[],
  until: LocalDate,
  preferred: EstimateMethod = 'same-period-last-year',
): readonly Interval[] {
  const last = intervals.at(-1);
  if (last === undefined || last.to >= until) return intervals;
  const measured = intervals.filter(({ estimate, flag }) => estimate === null && flag !== 'lower');
  const lastYear = preferred === 'same-period-last-year' ? samePeriodLastYear(measured, last.to, until) : null;
  const consumptionMilli = lastYear ?? trailingAverage(measured, last.to, until);
  if (consumptionMilli === null) return intervals;
  const estimate = lastYear === null ? 'trailing-average' : 'same-period-last-year';
  return [...intervals, { register: last.register, from: last.to, to: until, consumptionMilli, flag: null, estimate }];
}

function samePeriodLastYear(measured: readonly Interval[], from: LocalDate, until: LocalDate): bigint | null {
  const [start, end] = [addMonths(from, -12), addMonths(until, -12)];
  if (end <= start) return null;
  const usage = usageBetween(measured, start, end);
  return usage.measuredDays === daysBetween(start, end) ? usage.consumptionMilli : null;
}

function trailingAverage(measured: readonly Interval[], from: LocalDate, until: LocalDate): bigint | null {
  const { consumptionMilli, measuredDays } = usageBetween(measured, addDays(from, -TRAILING_DAYS), from);
  if (measuredDays === 0) return null;
  return (consumptionMilli * BigInt(daysBetween(from, until))) / BigInt(measuredDays);
}
