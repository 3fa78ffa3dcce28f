import { countBusiness, type ReaderPositions, type Services } from '@shared-payments/usecases';
import type { Job } from '../job.ts';

const EVERY_MS = 15_000;

/** Counts what operators want to know of the business, from the log; `/metrics` of the API tells it. */
export function businessJob(services: Services, positions: ReaderPositions): Job {
  return {
    name: 'business',
    everyMs: EVERY_MS,
    async run() {
      await countBusiness(services, positions);
      return undefined;
    },
  };
}
