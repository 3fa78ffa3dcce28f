import { AppError } from '@shared-payments/domain';
import {
  findRemindersDue,
  planReminders,
  type ReaderPositions,
  remindGroup,
  type Services,
} from '@shared-payments/usecases';
import type { Job } from '../job.ts';

const EVERY_MS = 60_000;
const GROUPS_PER_RUN = 500;

/** Reminds the groups whose time has come; the outbox mails it. A group that cannot be reminded keeps no other waiting. */
export function remindersJob(services: Services, positions: ReaderPositions, groupsPerRun = GROUPS_PER_RUN): Job {
  let after: string | undefined;
  return {
    name: 'reminders',
    everyMs: EVERY_MS,
    async run(requestId) {
      await planReminders(services, positions, requestId);
      const failed: string[] = [];
      let reminded = 0;
      const due = await findRemindersDue(services, groupsPerRun, after);
      after = due.length < groupsPerRun ? undefined : due.at(-1)?.cursor;
      for (const { groupId } of due) {
        try {
          reminded += await remindGroup(services, groupId, requestId);
        } catch (error) {
          failed.push(`${groupId}: ${error instanceof AppError ? error.code : String(error)}`);
        }
      }
      if (failed.length > 0) return { reminded, failed };
      return reminded > 0 ? { reminded } : undefined;
    },
  };
}
