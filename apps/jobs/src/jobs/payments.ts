import { resumePayments, type Services } from '@shared-payments/usecases';
import type { Job } from '../job.ts';

const EVERY_MS = 5_000;
const PAYMENTS_PER_RUN = 500;

/** Takes up what is due of payments: calls without an answer, retries, refunds, expiry. */
export function paymentsJob(services: Services): Job {
  return {
    name: 'payments',
    everyMs: EVERY_MS,
    async run(requestId) {
      const { resumedCount, failed } = await resumePayments(services, PAYMENTS_PER_RUN, requestId);
      if (failed.length > 0) return { resumedCount, failed };
      return resumedCount > 0 ? { resumedCount } : undefined;
    },
  };
}
