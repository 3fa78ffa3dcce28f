import { parseTimeOfDay, type QuietHours } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put, requireVersion } from '../command/writes.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import type { Reader } from '../ports/store.ts';
import { defineCollection } from '../store/collection.ts';

/** When a group reminds its members of what is due. One document, of the group's id. */
export interface ReminderRules {
  readonly id: string;
  readonly version: number;
  /** Days from the due date, negative for before it, in order and each once; empty: no reminders. */
  readonly daysFromDue: readonly number[];
  /** On the clocks of the group's time zone; nothing is sent in them. */
  readonly quietHours: QuietHours;
}

export const reminderRules = defineCollection<ReminderRules>('reminder-rules');

export const REMINDER_DAYS_MAX = 60;
const DAYS_FROM_DUE = [-3, 0, 3, 7];
const QUIET_HOURS = { from: '21:00', until: '08:00' };

/** The group's rules, or those that hold before anybody set some (version 0). */
export async function reminderRulesOf(reader: Pick<Reader, 'get'>, groupId: string): Promise<ReminderRules> {
  const stored = await reader.get(reminderRules, groupPartition(groupId), groupId);
  return stored ?? { id: groupId, version: 0, daysFromDue: DAYS_FROM_DUE, quietHours: QUIET_HOURS };
}

/** Errors: `not_found`. */
export async function getReminderRules(
  services: Services,
  context: RequestContext,
  groupId: string,
): Promise<ReminderRules> {
  await openGroup(services.store, context, groupId, 'see');
  return reminderRulesOf(services.store, groupId);
}

/** Errors: `not_found`, `forbidden`, `invalid_input` for a time of day, `precondition_required` and `conflict` once rules were set. */
export async function setReminderRules(
  services: Services,
  context: RequestContext,
  groupId: string,
  input: Omit<ReminderRules, 'id' | 'version'>,
): Promise<ReminderRules> {
  const request = { partition: groupPartition(groupId), verb: 'reminders/set-reminder-rules', input };
  return runCommand(services, context, request, async (reader) => {
    await openGroup(reader, context, groupId, 'run');
    const current = await reminderRulesOf(reader, groupId);
    if (current.version > 0) requireVersion(context, current);
    const { from, until } = input.quietHours;
    for (const time of [from, until]) parseTimeOfDay(time);
    const daysFromDue = [...new Set(input.daysFromDue)].toSorted((one, other) => one - other);
    const rules = { id: groupId, version: current.version + 1, daysFromDue, quietHours: { from, until } };
    return { writes: [put(reminderRules, rules)], answer: rules };
  });
}
