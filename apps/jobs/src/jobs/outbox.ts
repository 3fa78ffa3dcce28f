import { deliverOutbox, type OutboxNeeds } from '@shared-payments/usecases';
import type { Job } from '../job.ts';

const EVERY_MS = 5_000;

/** Sends what the log has for people. While the mail server takes nothing, all waits in order for the next run. */
export function outboxJob(needs: OutboxNeeds): Job {
  let toldCount = 0;
  return {
    name: 'outbox',
    everyMs: EVERY_MS,
    async run() {
      const { sentCount, waitingCount, givenUp, stoppedBy } = await deliverOutbox(needs);
      if (stoppedBy !== undefined) throw stoppedBy;
      const isNews = waitingCount !== toldCount || givenUp.length > 0;
      toldCount = waitingCount;
      if (isNews) return { sentCount, waitingCount, givenUp };
      return sentCount > 0 ? { sentCount } : undefined;
    },
  };
}
