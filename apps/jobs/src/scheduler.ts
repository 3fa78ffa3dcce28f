import type { Leases } from '@shared-payments/usecases';
import type { Job } from './job.ts';

export interface SchedulerNeeds {
  readonly leases: Leases;
  /** Unique to this process. */
  readonly holder: string;
  readonly now: () => number;
  readonly newId: () => string;
  readonly log: {
    info(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
}

const LEASE = 'scheduler';
// Longer than any run should take; another process takes over this long after a crash.
const LEASE_MS = 60_000;

/**
 * One turn: whoever holds the lease runs the jobs that are due, one after the other; the others wait their turn. A job that
 * fails is tried again when it is next due and keeps no other from running.
 */
export function createScheduler(jobs: readonly Job[], needs: SchedulerNeeds): { tick(): Promise<boolean> } {
  const nextRun = new Map<string, number>();
  return {
    async tick() {
      for (const job of jobs) {
        const lease = await needs.leases.acquire(LEASE, needs.holder, needs.now(), LEASE_MS);
        if (!lease) return false;
        if ((nextRun.get(job.name) ?? 0) > needs.now()) continue;
        await runJob(job, needs);
        nextRun.set(job.name, needs.now() + job.everyMs);
      }
      return true;
    },
  };
}

async function runJob(job: Job, { newId, log }: SchedulerNeeds): Promise<void> {
  const requestId = newId();
  try {
    const done = await job.run(requestId);
    if (done) log.info({ job: job.name, requestId, ...done }, 'job done');
  } catch (error) {
    log.error({ job: job.name, requestId, err: error }, 'job failed');
  }
}
