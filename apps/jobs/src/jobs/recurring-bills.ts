import { AppError } from '@shared-payments/domain';
import { findDueSeries, makeDueBills, type Services } from '@shared-payments/usecases';
import type { Job } from '../job.ts';

const EVERY_MS = 60_000;
const SERIES_PER_RUN = 500;

/** Makes the bills that are due. One series that cannot is named and keeps no other waiting. */
export function recurringBillsJob(services: Services): Job {
  return {
    name: 'recurring-bills',
    everyMs: EVERY_MS,
    async run(requestId) {
      const failed: string[] = [];
      let made = 0;
      for (const { groupId, seriesId } of await findDueSeries(services, SERIES_PER_RUN)) {
        try {
          made += await makeDueBills(services, groupId, seriesId, requestId);
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          failed.push(`${groupId}/${seriesId}: ${error.code}`);
        }
      }
      if (failed.length > 0) return { made, failed };
      return made > 0 ? { made } : undefined;
    },
  };
}
