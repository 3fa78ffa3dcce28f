import { addDays, daysBetween, instantOf, LAST_LOCAL_DATE, type LocalDate, nextLoudAt } from '@shared-payments/domain';
import { bills } from '../bills/bill.ts';
import type { Group } from '../groups/group.ts';
import { groupPartition } from '../groups/rights.ts';
import type { DueShare } from '../payments/find-due.ts';
import { momentKey } from '../payments/payment.ts';
import type { Reader } from '../ports/store.ts';
import { defineCollection } from '../store/collection.ts';
import type { ReminderRules } from './reminder-rules.ts';

/** What people were reminded of on one day. */
export interface ReminderRound {
  readonly day: LocalDate;
  readonly shares: readonly DueShare[];
}

/** How far a group's reminders are done, and when the next ones are. One document, of the group's id. */
export interface ReminderPlan {
  readonly id: string;
  readonly version: number;
  /** Reminders up to and including this day went out, or were not wanted. */
  readonly remindedThrough: LocalDate;
  /** Epoch milliseconds, never in quiet hours; null: nothing is due that anybody could be reminded of. */
  readonly nextAt: number | null;
  /** What the commit that wrote this document reminds of; null: of nothing. */
  readonly round: ReminderRound | null;
}

export const reminderPlans = defineCollection<ReminderPlan>('reminder-plans', {
  globalKeys: ({ id, nextAt }) => (nextAt === null ? [] : [['byNextAt', momentKey(nextAt, id)]]),
});

/** The first moment after the day `through` at which a bill of the group wants a reminder: one look-up for each day of the rules. */
export async function nextReminderAt(
  reader: Pick<Reader, 'list'>,
  group: Group,
  rules: ReminderRules,
  through: LocalDate,
): Promise<number | null> {
  let first: LocalDate | undefined;
  for (const days of rules.daysFromDue) {
    const after = `${addDays(through, -days)}|~`;
    const [found] = await reader.list(bills, groupPartition(group.id), { index: 'byDue', after, limit: 1 });
    const dueOn = found?.document.dueOn;
    // The day after a reminder, when its quiet hours end, has to be a day of the calendar too.
    if (!dueOn || daysBetween(dueOn, LAST_LOCAL_DATE) <= days) continue;
    const day = addDays(dueOn, days);
    if (first === undefined || day < first) first = day;
  }
  return first === undefined ? null : nextLoudAt(instantOf(first, 0, group.timeZone), rules.quietHours, group.timeZone);
}
