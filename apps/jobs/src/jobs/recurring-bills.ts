import { AppError } from '@shared-payments/domain';
import { findDueSeries, makeDueBills, type Services } from '@shared-payments/usecases';
import type { Job } from '../job.ts';

const EVERY_MS = 60_000;
const SERIES_PER_RUN = 500;

/**
 * Makes the bills that are due. A series that cannot be made is named and keeps no other waiting: not in this run, whatever
 * went wrong with it, nor in the next ones, which read on behind those that stay due (such as those of archived groups).
 */
export function recurringBillsJob(services: Services, seriesPerRun = SERIES_PER_RUN): Job {
  let after: string | undefined;
  return {
    name: 'recurring-bills',
    everyMs: EVERY_MS,
    async run(requestId) {
      const failed: string[] = [];
      let made = 0;
      const due = await findDueSeries(services, seriesPerRun, after);
      after = due.length < seriesPerRun ? undefined : due.at(-1)?.cursor;
      for (const { groupId, seriesId } of due) {
        try {
          made += await makeDueBills(services, groupId, seriesId, requestId);
        } catch (error) {
          failed.push(`${groupId}/${seriesId}: ${error instanceof AppError ? error.code : String(error)}`);
        }
      }
      if (failed.length > 0) return { made, failed };
      return made > 0 ? { made } : undefined;
    },
  };
}
