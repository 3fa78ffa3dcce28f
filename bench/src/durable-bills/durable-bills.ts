import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ApiProcess, startApiProcess } from '../api-process/start-api-process.ts';
import { createFlat, type Flat } from '../flat.ts';
import { type LoadResult, runLoad } from '../load/run-load.ts';
import { askWorker, type Peer, startPeer } from '../load/worker-process.ts';
import type { Figure, Measurement, Surroundings } from '../measurement.ts';
import { medianAndSpread } from '../statistics.ts';

const ROUNDS = 5;
const SECONDS = 3;
const CONNECTIONS = 64;
const IN_PROCESS_BILLS = 10_000;
const WORKER_WITHIN_MS = 120_000;
const workerPath = (file: string) => fileURLToPath(new URL(file, import.meta.url));

interface Round {
  readonly ours: LoadResult;
  readonly bareHttp: LoadResult;
  readonly bareLoopPerSecond: number;
  readonly inProcessPerSecond: number;
}

/** Bills that are on disk before they are answered, beside what commits one row after another. */
export const durableBills: Measurement = {
  name: 'durable-bills',
  title: `Bills over HTTP at ${CONNECTIONS} connections, each on disk before its answer, all in one group`,
  async measure(surroundings) {
    const api = await startApiProcess(join(surroundings.folder, 'api'));
    const bareHttp = await startPeer(workerPath('./bare-http-commits.ts'), {
      path: join(surroundings.folder, 'bare-http.db'),
    });
    try {
      return figuresOf(await rounds(api, await createFlat(api.url), bareHttp, surroundings));
    } finally {
      await api.stop();
      await bareHttp.stop();
    }
  },
};

async function rounds(api: ApiProcess, flat: Flat, bareHttp: Peer, { folder, progress }: Surroundings) {
  const load = loadOf(flat);
  const { text: row } = await flat.createBill(api.url, 'A bill');
  const ours = (seconds: number) => runLoad({ ...load, url: `${api.url}/v1/groups/${flat.groupId}/bills`, seconds });
  const theirs = (seconds: number) => runLoad({ ...load, url: `${bareHttp.url}/bills`, seconds });
  for (const warmUp of [ours, theirs]) await warmUp(1);
  const measured: Round[] = [];
  for (let index = 1; index <= ROUNDS; index += 1) {
    progress(`round ${index} of ${ROUNDS}`);
    measured.push({
      bareLoopPerSecond: await workerRate('./bare-loop.ts', {
        path: join(folder, 'bare-loop.db'),
        body: row,
        seconds: SECONDS,
      }),
      ours: await ours(SECONDS),
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
      what: 'bills over HTTP, as a share of a bare loop of commits',
      ...over(({ ours, bareLoopPerSecond }) => ours.perSecond / bareLoopPerSecond),
      unit: '',
      goal: { atLeast: 1 },
      note: `median of ${ROUNDS} rounds of ${SECONDS} s; the loop commits a row of the same JSON in a process of its own`,
    },
    {
      what: '99 of 100 bills are answered within',
      ...over(({ ours }) => ours.p99Ms),
      unit: 'ms',
      goal: { atMost: 50 },
    },
    {
      what: 'bills over HTTP, as a share of bare Fastify with a commit for each request',
      ...over(({ ours, bareHttp }) => ours.perSecond / bareHttp.perSecond),
      unit: '',
      note: 'the fair peer: it commits a row of the request and knows nothing of members, shares, balances or keys',
    },
    { what: 'bills over HTTP', ...over(({ ours }) => ours.perSecond), unit: 'per second' },
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
