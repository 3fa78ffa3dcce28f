import { addDays, localDateAt } from '@shared-payments/domain';
import type { Bill } from '../bills/bill.ts';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { groups } from '../groups/group.ts';
import { groupPartition } from '../groups/rights.ts';
import type { ReaderPositions } from '../ports/lease.ts';
import type { Services } from '../ports/services.ts';
import type { Change, Commit } from '../store/commit.ts';
import { nextReminderAt, type ReminderPlan, reminderPlans } from './reminder-plan.ts';
import { reminderRulesOf } from './reminder-rules.ts';

export const REMINDERS_JOB = 'job:reminders';
export const REMINDERS_READER = 'reminders';
const PAGE_COMMITS = 500;
const PAGES_PER_RUN_MAX = 20;

/** Follows the log and plans anew for the groups whose due dates, zone or rules may have changed. Answers how many plans moved. */
export async function planReminders(
  services: Services,
  positions: ReaderPositions,
  requestId: string,
): Promise<number> {
  let position = await positions.load(REMINDERS_READER);
  let moved = 0;
  for (let page = 0; page < PAGES_PER_RUN_MAX; page += 1) {
    const logged = await services.store.readLog(position, PAGE_COMMITS);
    const last = logged.at(-1);
    if (!last) return moved;
    const touched = new Set(logged.flatMap(({ commit }) => groupTouchedBy(commit)));
    for (const groupId of touched) if (await planGroup(services, groupId, requestId)) moved += 1;
    position = last.position;
    await positions.save(REMINDERS_READER, position);
    if (logged.length < PAGE_COMMITS) return moved;
  }
  return moved;
}

function groupTouchedBy({ partition, changes }: Commit): readonly string[] {
  return changes.some(mayMovePlan) ? [partition.slice('group:'.length)] : [];
}

function mayMovePlan({ collection, document }: Change): boolean {
  if (collection === 'groups' || collection === 'reminder-rules') return true;
  return collection === 'bills' && document !== null && (document as Bill).dueOn !== null;
}

/** What is past when it is written down, such as an import, is no news; what waits for its turn is left to it. */
async function planGroup(services: Services, groupId: string, requestId: string): Promise<boolean> {
  const partition = groupPartition(groupId);
  const request = { partition, verb: 'reminders/plan-reminders', input: null };
  return runCommand(services, { userId: REMINDERS_JOB, requestId }, request, async (reader, at) => {
    const group = await reader.get(groups, partition, groupId);
    const plan = await reader.get(reminderPlans, partition, groupId);
    const isWaiting = plan !== undefined && plan.nextAt !== null && plan.nextAt <= at;
    if (!group || isWaiting) return { writes: [], answer: false };
    const today = localDateAt(at, group.timeZone);
    const yesterday = addDays(today, -1);
    const through = plan && plan.remindedThrough > yesterday ? plan.remindedThrough : yesterday;
    const rules = await reminderRulesOf(reader, groupId);
    const nextAt = group.isArchived ? null : await nextReminderAt(reader, group, rules, through);
    if (nextAt === (plan?.nextAt ?? null)) return { writes: [], answer: false };
    const version = (plan?.version ?? 0) + 1;
    const next: ReminderPlan = { id: groupId, version, remindedThrough: through, nextAt, round: null };
    return { writes: [put(reminderPlans, next)], answer: true };
  });
}
