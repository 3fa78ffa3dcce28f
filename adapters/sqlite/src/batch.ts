import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '@shared-payments/domain';
import type { CommandInfo, Draft, Outcome, Reader } from '@shared-payments/usecases';

/** Runs one command on the open transaction; throws what the command throws. */
export type Execute = (job: Job) => Promise<Outcome<unknown>>;

export interface Job {
  readonly info: CommandInfo;
  readonly command: (reader: Reader) => Promise<Draft<unknown>>;
  readonly resolve: (outcome: Outcome<unknown>) => void;
  readonly reject: (error: unknown) => void;
}

export interface BatchEvents {
  /** Nobody else writes from here to the end of the transaction. */
  readonly onBegin: () => void;
  /** The last writes of the transaction; what it throws undoes all of it. */
  readonly beforeCommit: () => void;
  readonly onCommit: () => void;
  readonly onRollback: () => void;
}

export interface Batch {
  add(job: Job): void;
  /** Resolves when nothing is queued or running. */
  idle(): Promise<void>;
}

const JOBS_PER_TRANSACTION_MAX = 256;
const BUSY_WAIT_TOTAL_MS = 10_000;
const BUSY_WAIT_STEP_MS = 1;

type Settled = { readonly job: Job } & ({ readonly outcome: Outcome<unknown> } | { readonly error: unknown });

/**
 * Group commit: commands that arrive together run one after another in one transaction and share its fsync.
 * Each sees the ones before it; all are answered after the COMMIT, or none is.
 */
export function createBatch(writer: DatabaseSync, execute: Execute, on: BatchEvents): Batch {
  const queue: Job[] = [];
  let running: Promise<void> | undefined;
  const start = () => {
    running ??= drain().finally(() => {
      running = undefined;
      if (queue.length > 0) start();
    });
  };
  const drain = async () => {
    // One turn of the event loop: everything the sockets have delivered by now shares the commit.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (queue.length > 0) await runTogether(queue.splice(0, JOBS_PER_TRANSACTION_MAX));
  };
  const runTogether = async (jobs: readonly Job[]) => {
    const settled = await inTransaction(writer, jobs, execute, on);
    if (settled !== 'apply-failed') return settle(settled);
    // One command broke half-way through its writes: alone, each keeps its own transaction and only that one fails.
    for (const job of jobs) {
      const alone = await inTransaction(writer, [job], execute, on);
      if (alone === 'apply-failed')
        job.reject(new AppError('unavailable', 'The change could not be stored: try again.'));
      else settle(alone);
    }
  };
  return {
    add(job) {
      queue.push(job);
      start();
    },
    async idle() {
      while (running) await running;
    },
  };
}

async function inTransaction(
  writer: DatabaseSync,
  jobs: readonly Job[],
  execute: Execute,
  on: BatchEvents,
): Promise<readonly Settled[] | 'apply-failed'> {
  try {
    await begin(writer);
  } catch (error) {
    return jobs.map((job) => ({ job, error }));
  }
  const settled: Settled[] = [];
  try {
    on.onBegin();
    for (const job of jobs) settled.push(await settledBy(job, execute));
    on.beforeCommit();
    writer.exec('COMMIT');
    on.onCommit();
    return settled;
  } catch (error) {
    if (writer.isTransaction) writer.exec('ROLLBACK');
    on.onRollback();
    if (error instanceof HalfApplied && jobs.length > 1) return 'apply-failed';
    const cause = error instanceof HalfApplied ? error.cause : error;
    const reported = cause instanceof AppError ? cause : unavailable(cause);
    return jobs.map((job) => ({ job, error: reported }));
  }
}

async function settledBy(job: Job, execute: Execute): Promise<Settled> {
  try {
    return { job, outcome: await execute(job) };
  } catch (error) {
    if (error instanceof HalfApplied) throw error;
    return { job, error };
  }
}

/** Thrown by `Execute` when writes may have been made: the transaction must not commit. */
export class HalfApplied extends Error {}

async function begin(writer: DatabaseSync): Promise<void> {
  const attempts = BUSY_WAIT_TOTAL_MS / BUSY_WAIT_STEP_MS;
  for (let attempt = 1; ; attempt += 1) {
    try {
      writer.exec('BEGIN IMMEDIATE');
      return;
    } catch (error) {
      if (!isBusy(error) || attempt >= attempts) throw unavailable(error);
    }
    await wait(BUSY_WAIT_STEP_MS);
  }
}

const SQLITE_BUSY = 5;

function isBusy(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode;
  return code !== undefined && (code & 0xff) === SQLITE_BUSY;
}

function unavailable(cause: unknown): AppError {
  return new AppError('unavailable', 'The store cannot write right now: try again in a moment.', {}, { cause });
}

function settle(settled: readonly Settled[]): void {
  for (const one of settled) {
    if ('error' in one) one.job.reject(one.error);
    else one.job.resolve(one.outcome);
  }
}
