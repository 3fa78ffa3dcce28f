import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bodyOf } from '../api-process/person.ts';
import { type ApiProcess, startApiProcess } from '../api-process/start-api-process.ts';
import { createFlat, type Flat } from '../flat.ts';
import { type LoadResult, runLoad } from '../load/run-load.ts';
import { askWorker, type Peer, startPeer } from '../load/worker-process.ts';
import type { Figure, Measurement, Surroundings } from '../measurement.ts';
import { medianAndSpread } from '../statistics.ts';
import { latestCommit } from './commit-of-a-bill.ts';

const ROUNDS = 5;
const SECONDS = 3;
const WARM_UP_SECONDS = 2;
const CONNECTIONS = 64;
// What one machine runs of a colour when it is busy.
const WORKERS = 2;
const IN_PROCESS_BILLS = 10_000;
const WORKER_WITHIN_MS = 120_000;
const dataDirIn = (folder: string) => join(folder, 'api');
const workerPath = (file: string) => fileURLToPath(new URL(file, import.meta.url));

interface Round {
  readonly twoWorkers: LoadResult;
  readonly oneWorker: LoadResult;
  readonly bareHttp: LoadResult;
  readonly bareLoopPerSecond: number;
  readonly inProcessPerSecond: number;
}

/** Bills that are on disk before they are answered, beside what commits one row after another. */
export const durableBills: Measurement = {
  name: 'durable-bills',
  title: `Bills over HTTP at ${CONNECTIONS} connections, each on disk before its answer, all in one group`,
  async measure(surroundings) {
    const workers: ApiProcess[] = [];
    for (let worker = 0; worker < WORKERS; worker += 1) {
      workers.push(await startApiProcess(dataDirIn(surroundings.folder)));
    }
    const bareHttp = await startPeer(workerPath('./bare-http-commits.ts'), {
      path: join(surroundings.folder, 'bare-http.db'),
    });
    try {
      return figuresOf(await rounds(workers, bareHttp, surroundings));
    } finally {
      for (const worker of workers) await worker.stop();
      await bareHttp.stop();
    }
  },
};

async function rounds(workers: readonly ApiProcess[], bareHttp: Peer, { folder, progress }: Surroundings) {
  const [{ url } = { url: '' }] = workers;
  const flat = await createFlat(url);
  const load = loadOf(flat);
  bodyOf(await flat.createBill(url, 'A bill'));
  const row = latestCommit(dataDirIn(folder));
  const ours = (by: readonly ApiProcess[], seconds: number) =>
    runLoad({ ...load, urls: by.map((api) => `${api.url}/v1/groups/${flat.groupId}/bills`), seconds });
  const theirs = (seconds: number) => runLoad({ ...load, urls: [`${bareHttp.url}/bills`], seconds });
  await ours(workers, WARM_UP_SECONDS);
  await theirs(WARM_UP_SECONDS);
  const measured: Round[] = [];
  for (let index = 1; index <= ROUNDS; index += 1) {
    progress(`round ${index} of ${ROUNDS}`);
    measured.push({
      bareLoopPerSecond: await workerRate('./bare-loop.ts', {
        path: join(folder, 'bare-loop.db'),
        body: row,
        seconds: SECONDS,
      }),
      twoWorkers: await ours(workers, SECONDS),
      oneWorker: await ours(workers.slice(0, 1), SECONDS),
      bareHttp: await theirs(SECONDS),
      inProcessPerSecond: await workerRate('./in-process-bills.ts', {
        path: join(folder, `in-process-${index}.db`),
        atOnce: CONNECTIONS,
        bills: IN_PROCESS_BILLS,
      }),
    });
  }
  return measured;
}

function loadOf(flat: Flat) {
  return {
    connections: CONNECTIONS,
    method: 'POST',
    headers: {
      cookie: flat.person.cookie,
      'content-type': 'application/json',
      'idempotency-key': '[<id>]',
    },
    body: JSON.stringify(flat.billBody('A bill')),
  };
}

async function workerRate(file: string, given: object): Promise<number> {
  return (await askWorker<{ readonly perSecond: number }>(workerPath(file), given, WORKER_WITHIN_MS)).perSecond;
}

function figuresOf(measured: readonly Round[]): readonly Figure[] {
  const over = (value: (round: Round) => number) => medianAndSpread(measured.map(value));
  return [
    {
      what: 'bills over HTTP by two workers, as a share of a bare loop of commits',
      ...over(({ twoWorkers, bareLoopPerSecond }) => twoWorkers.perSecond / bareLoopPerSecond),
      unit: '',
      goal: { atLeast: 1 },
      note: `median of ${ROUNDS} rounds of ${SECONDS} s; the loop, alone on the machine, commits what the log keeps of one bill as one row, an fsync each`,
    },
    {
      what: '99 of 100 bills are answered within',
      ...over(({ twoWorkers }) => twoWorkers.p99Ms),
      unit: 'ms',
      goal: { atMost: 50 },
    },
    {
      what: 'the same by one worker',
      ...over(({ oneWorker, bareLoopPerSecond }) => oneWorker.perSecond / bareLoopPerSecond),
      unit: '',
    },
    { what: 'by one worker, 99 of 100 within', ...over(({ oneWorker }) => oneWorker.p99Ms), unit: 'ms' },
    {
      what: 'one worker, as a share of bare Fastify with a commit for each request',
      ...over(({ oneWorker, bareHttp }) => oneWorker.perSecond / bareHttp.perSecond),
      unit: '',
      note: 'the fair peer: it commits a row of the request and knows nothing of members, shares, balances or keys',
    },
    { what: 'bills by two workers', ...over(({ twoWorkers }) => twoWorkers.perSecond), unit: 'per second' },
    { what: 'bills by one worker', ...over(({ oneWorker }) => oneWorker.perSecond), unit: 'per second' },
    {
      what: `bills in process, ${CONNECTIONS} under way`,
      ...over(({ inProcessPerSecond }) => inProcessPerSecond),
      unit: 'per second',
    },
    { what: 'bare loop', ...over(({ bareLoopPerSecond }) => bareLoopPerSecond), unit: 'commits per second' },
    { what: 'bare Fastify', ...over(({ bareHttp }) => bareHttp.perSecond), unit: 'commits per second' },
    { what: 'bare Fastify, 99 of 100 within', ...over(({ bareHttp }) => bareHttp.p99Ms), unit: 'ms' },
  ];
}
