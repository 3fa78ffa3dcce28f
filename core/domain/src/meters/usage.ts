import { daysBetween, type LocalDate } from '../calendar/local-date.ts';
import type { Interval } from './intervals.ts';

/** What was used in some days, and how much of that is known. */
export interface Usage {
  readonly consumptionMilli: bigint;
  /** Days between two readings. */
  readonly measuredDays: number;
  /** Days that had to be guessed. */
  readonly estimatedDays: number;
  /** An interval whose counter went down touches these days. */
  readonly hasLowerReading: boolean;
}

/**
 * Consumption of the days from `from` up to, not including, `until`, of intervals of one register. Inside an interval the days
 * share it evenly in whole thousandths: day k ends at floor(consumption x k / days), so any cut into periods sums to the interval.
 */
export function usageBetween(intervals: readonly Interval[], from: LocalDate, until: LocalDate): Usage {
  let consumptionMilli = 0n;
  let measuredDays = 0;
  let estimatedDays = 0;
  let hasLowerReading = false;
  for (const interval of intervals) {
    const part = partOf(interval, from, until);
    if (part === null) continue;
    consumptionMilli += part.milli;
    if (interval.estimate === null) measuredDays += part.days;
    else estimatedDays += part.days;
    hasLowerReading ||= interval.flag === 'lower';
  }
  return { consumptionMilli, measuredDays, estimatedDays, hasLowerReading };
}

/** What the days of [from, until) have of an interval; null when it does not touch them. */
function partOf(
  interval: Interval,
  from: LocalDate,
  until: LocalDate,
): { readonly milli: bigint; readonly days: number } | null {
  const days = daysBetween(interval.from, interval.to);
  // Two readings of one day, as at a swap: all of it belongs to that day.
  if (days === 0) {
    const isInside = interval.from >= from && interval.from < until;
    return isInside ? { milli: interval.consumptionMilli, days: 0 } : null;
  }
  const first = Math.max(0, daysBetween(interval.from, from));
  const end = Math.min(days, daysBetween(interval.from, until));
  if (end <= first) return null;
  const upTo = (day: number) => (interval.consumptionMilli * BigInt(day)) / BigInt(days);
  return { milli: upTo(end) - upTo(first), days: end - first };
}
