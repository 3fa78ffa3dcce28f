import { AppError } from '@shared-payments/domain';
import { askForReading, findReadingsDue, type Services } from '@shared-payments/usecases';
import type { Job } from '../job.ts';

const EVERY_MS = 60_000;
const METERS_PER_RUN = 500;

/** Asks for the readings that are due; the outbox mails it. One meter that cannot be asked for keeps no other waiting. */
export function readingsDueJob(services: Services): Job {
  return {
    name: 'readings-due',
    everyMs: EVERY_MS,
    async run(requestId) {
      const failed: string[] = [];
      let asked = 0;
      for (const { groupId, meterId } of await findReadingsDue(services, METERS_PER_RUN)) {
        try {
          if (await askForReading(services, groupId, meterId, requestId)) asked += 1;
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          failed.push(`${groupId}/${meterId}: ${error.code}`);
        }
      }
      if (failed.length > 0) return { asked, failed };
      return asked > 0 ? { asked } : undefined;
    },
  };
}
