import { addDays, type LocalDate, localDateAt, nextLoudAt } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { type Group, groups } from '../groups/group.ts';
import { groupPartition } from '../groups/rights.ts';
import { type DueShare, findDue } from '../payments/find-due.ts';
import { momentKey } from '../payments/payment.ts';
import type { Services } from '../ports/services.ts';
import type { Reader } from '../ports/store.ts';
import { REMINDERS_JOB } from './plan-reminders.ts';
import { nextReminderAt, type ReminderPlan, type ReminderRound, reminderPlans } from './reminder-plan.ts';
import { type ReminderRules, reminderRulesOf } from './reminder-rules.ts';

export const REMINDING = 'reminders/remind-group';

export interface ReminderDue {
  readonly groupId: string;
  /** Hand it back as `after` to read on behind this one. */
  readonly cursor: string;
}

/** At most `limit` groups whose reminders are due now, the longest due first. */
export async function findRemindersDue(
  services: Services,
  limit: number,
  after?: string,
): Promise<readonly ReminderDue[]> {
  const before = momentKey(services.now() + 1);
  const range = { index: 'byNextAt', before, limit, ...(after === undefined ? {} : { after }) };
  const found = await services.store.find(reminderPlans, range);
  return found.map(({ key, document }) => ({ groupId: document.id, cursor: key }));
}

/**
 * Writes down of what a group's members are reminded today. The commit is what the outbox mails from, and says through which
 * day people were reminded, so two schedulers or a crash between remind once. Days that were missed make one reminder; in
 * quiet hours it waits for their end. Answers how many shares were named.
 */
export async function remindGroup(services: Services, groupId: string, requestId: string): Promise<number> {
  const partition = groupPartition(groupId);
  const request = { partition, verb: REMINDING, input: null };
  return runCommand(services, { userId: REMINDERS_JOB, requestId }, request, async (reader, at) => {
    const plan = await reader.get(reminderPlans, partition, groupId);
    const group = await reader.get(groups, partition, groupId);
    if (!plan || !group || plan.nextAt === null || plan.nextAt > at) return { writes: [], answer: 0 };
    const next = await remindedPlan(reader, group, plan, at);
    return { writes: [put(reminderPlans, next)], answer: next.round?.shares.length ?? 0 };
  });
}

async function remindedPlan(reader: Reader, group: Group, plan: ReminderPlan, at: number): Promise<ReminderPlan> {
  const changed = { ...plan, version: plan.version + 1, round: null };
  if (group.isArchived) return { ...changed, nextAt: null };
  const rules = await reminderRulesOf(reader, group.id);
  const loudAt = nextLoudAt(at, rules.quietHours, group.timeZone);
  if (loudAt > at) return { ...changed, nextAt: loudAt };
  const today = localDateAt(at, group.timeZone);
  // Further west, today may be a day that was done: it is not done again.
  if (today <= plan.remindedThrough)
    return { ...changed, nextAt: await nextReminderAt(reader, group, rules, plan.remindedThrough) };
  const shares = await sharesToName(reader, group.id, rules, { after: plan.remindedThrough, through: today });
  const round: ReminderRound | null = shares.length === 0 ? null : { day: today, shares };
  const nextAt = await nextReminderAt(reader, group, rules, today);
  return { ...changed, remindedThrough: today, nextAt, round };
}

/** Each open share once, however many of its days fall between. */
async function sharesToName(
  reader: Reader,
  groupId: string,
  rules: ReminderRules,
  days: { readonly after: LocalDate; readonly through: LocalDate },
): Promise<readonly DueShare[]> {
  const named = new Map<string, DueShare>();
  for (const fromDue of rules.daysFromDue) {
    const due = { first: addDays(days.after, 1 - fromDue), last: addDays(days.through, -fromDue) };
    for (const share of await findDue(reader, groupId, due)) named.set(`${share.billId} ${share.memberId}`, share);
  }
  return [...named.values()].toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0));
}
