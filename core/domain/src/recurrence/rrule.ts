import type { LocalDate } from '../calendar/local-date.ts';
import { localDateParts } from '../calendar/local-date.ts';
import type { RecurrenceRule } from './recurrence-rule.ts';
import { anchorOf, assertRecurrenceRule, datesInRange, firstDate } from './recurrence-rule.ts';

/**
 * The rule as RFC 5545 RRULE text, without 'RRULE:'. Write `DTSTART;VALUE=DATE` as `firstDate(rule)`: both count from
 * there. BYMONTHDAY=31 alone would leave out short months, so an anchor above 28 picks the last of the days that exist.
 */
export function toRRule(rule: RecurrenceRule): string {
  assertRecurrenceRule(rule);
  const parts = [`FREQ=${rule.frequency.toUpperCase()}`];
  if (rule.interval !== 1) parts.push(`INTERVAL=${rule.interval}`);
  if (rule.frequency === 'yearly') parts.push(`BYMONTH=${localDateParts(firstDate(rule)).month}`);
  if (rule.frequency === 'monthly' || rule.frequency === 'yearly') parts.push(...monthDayParts(rule));
  return [...parts, ...endParts(rule)].join(';');
}

function monthDayParts(rule: RecurrenceRule): readonly string[] {
  const anchorDay = anchorOf(rule);
  if (rule.lastDayOfMonth === true) return ['BYMONTHDAY=-1'];
  if (anchorDay <= 28) return [`BYMONTHDAY=${anchorDay}`];
  const days = [28, 29, 30, 31].filter((day) => day <= anchorDay);
  return [`BYMONTHDAY=${days.join(',')}`, 'BYSETPOS=-1'];
}

// RFC 5545 forbids UNTIL beside COUNT, so the one that ends first is written.
function endParts(rule: RecurrenceRule): readonly string[] {
  if (rule.count !== undefined && rule.count <= datesInRange(rule)) return [`COUNT=${rule.count}`];
  return rule.until === undefined ? [] : [`UNTIL=${compact(rule.until)}`];
}

function compact(date: LocalDate): string {
  return date.replaceAll('-', '');
}
