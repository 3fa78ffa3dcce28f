import { type IncomingHttpHeaders, request } from 'node:http';
import type { Leases } from '@shared-payments/usecases';
import type { Job } from '../job.ts';

export interface InvocationNeeds {
  /** Host and port at which AWS Lambda hands out what is to be done, as its variable says. */
  readonly runtimeApi: string;
  readonly leases: Leases;
  /** Unique to this process. */
  readonly holder: string;
  readonly now: () => number;
  readonly log: { error(fields: object, message: string): void };
}

const VERSION = '2018-06-01';
// Longer than any function may run: another takes over when this one was ended in between.
const LEASE_MS = 15 * 60_000;

/**
 * Runs `job` once for every invocation that AWS Lambda hands out, until Lambda ends the process. A run that fails is told as an
 * error, so that Lambda tries again and keeps it for a person; one that finds another at work does nothing.
 */
export async function serveInvocations(job: Job, needs: InvocationNeeds, isStopping: () => boolean): Promise<void> {
  while (!isStopping()) {
    const { headers } = await ask(needs, 'GET', 'invocation/next');
    const requestId = String(headers['lambda-runtime-aws-request-id']);
    try {
      const done = await runAlone(job, needs, requestId);
      await ask(needs, 'POST', `invocation/${requestId}/response`, JSON.stringify(done));
    } catch (error) {
      needs.log.error({ job: job.name, requestId, err: error }, 'job failed');
      await ask(needs, 'POST', `invocation/${requestId}/error`, problem(error));
    }
  }
}

export function noSuchJob(name: string, jobs: readonly Job[]): Error {
  const known = jobs.map((job) => `${job.name} every ${job.everyMs} ms`).join(', ');
  return new Error(`There is no job ${name}; there is ${known}.`);
}

/** Tells Lambda that this process can't serve at all. */
export async function refuseToServe(runtimeApi: string, error: unknown): Promise<void> {
  await ask({ runtimeApi }, 'POST', 'init/error', problem(error));
}

async function runAlone(job: Job, { leases, holder, now }: InvocationNeeds, requestId: string): Promise<object> {
  const name = `job:${job.name}`;
  if (!(await leases.acquire(name, holder, now(), LEASE_MS))) return { job: job.name, isLeftToAnother: true };
  try {
    return { job: job.name, ...(await job.run(requestId)) };
  } finally {
    await leases.release(name, holder);
  }
}

/** No stack and no data: what Lambda is told stands in its own log and queue. */
function problem(error: unknown): string {
  const errorType = error instanceof Error ? error.name : 'Error';
  return JSON.stringify({ errorType, errorMessage: error instanceof Error ? error.message : String(error) });
}

/** Without a time limit: Lambda holds the question for the next run until there is one, and freezes the process meanwhile. */
function ask(
  { runtimeApi }: Pick<InvocationNeeds, 'runtimeApi'>,
  method: 'GET' | 'POST',
  path: string,
  body?: string,
): Promise<{ readonly headers: IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    const asked = request(`http://${runtimeApi}/${VERSION}/runtime/${path}`, { method, agent: false }, (answer) => {
      answer.resume();
      answer.on('error', reject);
      answer.on('end', () => {
        const { statusCode = 0, headers } = answer;
        if (statusCode < 300) resolve({ headers });
        else reject(new Error(`The runtime of Lambda answers ${statusCode} to ${path}.`));
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
