import { deliverOutbox, type OutboxNeeds } from '@shared-payments/usecases';
import type { Job } from '../job.ts';

/** A run of one channel; while it takes nothing, all waits in order for the next run. Tells what changed since the last. */
export function channelRun(needs: OutboxNeeds): Job['run'] {
  let toldCount = 0;
  return async () => {
    const { sentCount, waitingCount, givenUp, stoppedBy } = await deliverOutbox(needs);
    if (stoppedBy !== undefined) throw stoppedBy;
    const isNews = waitingCount !== toldCount || givenUp.length > 0;
    toldCount = waitingCount;
    if (isNews) return { sentCount, waitingCount, givenUp };
    return sentCount > 0 ? { sentCount } : undefined;
  };
}
