import { deliverOutbox, type OutboxNeeds } from '@shared-payments/usecases';
import type { Job } from '../job.ts';

const EVERY_MS = 5_000;

/** Sends what the log has for people. What the mail server did not take waits, in order, for the next run. */
export function outboxJob(needs: OutboxNeeds): Job {
  return {
    name: 'outbox',
    everyMs: EVERY_MS,
    async run() {
      const { sentCount, stoppedBy } = await deliverOutbox(needs);
      if (stoppedBy !== undefined) throw stoppedBy;
      return sentCount > 0 ? { sentCount } : undefined;
    },
  };
}
