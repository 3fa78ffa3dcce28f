import { addDays, type LocalDate } from '../calendar/local-date.ts';

export type DueState = 'none' | 'later' | 'due' | 'in-grace' | 'overdue';

export const GRACE_DAYS_MAX = 90;

/** The earliest of the due dates; null when nothing has one. */
export function earliestDue(dates: readonly (LocalDate | null)[]): LocalDate | null {
  return dates.reduce((first, date) => (date !== null && (first === null || date < first) ? date : first), null);
}

/** Due on the day itself, in grace for `graceDays` days after it, overdue from then on. `today` in the group's time zone. */
export function dueState(dueOn: LocalDate | null, graceDays: number, today: LocalDate): DueState {
  if (dueOn === null) return 'none';
  if (today < dueOn) return 'later';
  if (today === dueOn) return 'due';
  return today <= addDays(dueOn, graceDays) ? 'in-grace' : 'overdue';
}
