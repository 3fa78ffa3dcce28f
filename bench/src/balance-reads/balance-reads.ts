import { fileURLToPath } from 'node:url';
import { processUsage } from '../api-process/process-usage.ts';
import { type ApiProcess, startApiProcess } from '../api-process/start-api-process.ts';
import { createFlat, type Flat } from '../flat.ts';
import { type Load, runLoad } from '../load/run-load.ts';
import { startPeer } from '../load/worker-process.ts';
import type { Figure, Measurement, Surroundings } from '../measurement.ts';
import { median, medianAndSpread } from '../statistics.ts';

const ROUNDS = 7;
const SECONDS = 3;
const CONNECTIONS = 64;
const BILLS = 50;
const BARE = fileURLToPath(new URL('./bare-reads.ts', import.meta.url));

interface Round {
  readonly perSecond: number;
  /** Microseconds of a core for each answer, in the process that answers: what a busy machine does not change. */
  readonly cpuMicroseconds: number;
}

/** Balances from the cache, with session and checks, beside a process that only sends the same bytes. */
export const balanceReads: Measurement = {
  name: 'balance-reads',
  title: 'Cached balances of a group over HTTP, beside bare Fastify that sends the same bytes',
  async measure(surroundings) {
    const api = await startApiProcess(surroundings.folder);
    try {
      return await compare(api, await createFlat(api.url), surroundings);
    } finally {
      await api.stop();
    }
  },
};

async function compare(api: ApiProcess, flat: Flat, { progress }: Surroundings): Promise<readonly Figure[]> {
  for (let bill = 0; bill < BILLS; bill += 1) await flat.createBill(api.url, `Bill ${bill}`);
  const path = `/v1/groups/${flat.groupId}/balances`;
  const { text, contentType } = await flat.person.ask(api.url, 'GET', path);
  const bare = await startPeer(BARE, { text, contentType });
  const ours = { pid: api.pid, urls: [`${api.url}${path}`], headers: { cookie: flat.person.cookie } };
  const theirs = { pid: bare.pid, urls: [`${bare.url}/balances`], headers: { cookie: flat.person.cookie } };
  const rounds: { readonly ours: Round; readonly theirs: Round }[] = [];
  try {
    for (const target of [ours, theirs]) await round(target, 1);
    for (let index = 1; index <= ROUNDS; index += 1) {
      progress(`round ${index} of ${ROUNDS}`);
      // Who goes first changes, so that a machine that grows slower is nobody's advantage.
      const [first, second] = index % 2 === 0 ? [ours, theirs] : [theirs, ours];
      const [one, two] = [await round(first, SECONDS), await round(second, SECONDS)];
      rounds.push(first === ours ? { ours: one, theirs: two } : { ours: two, theirs: one });
    }
  } finally {
    await bare.stop();
  }
  return figuresOf(rounds, processUsage(api.pid).residentMb);
}

async function round(target: Pick<Load, 'urls' | 'headers'> & { readonly pid: number }, seconds: number) {
  const { pid, ...load } = target;
  const before = processUsage(pid);
  const { perSecond, answered } = await runLoad({ ...load, connections: CONNECTIONS, seconds });
  return { perSecond, cpuMicroseconds: ((processUsage(pid).cpuMs - before.cpuMs) * 1000) / answered };
}

function figuresOf(
  rounds: readonly { readonly ours: Round; readonly theirs: Round }[],
  residentMb: number,
): readonly Figure[] {
  const ours = rounds.map((round) => round.ours);
  const theirs = rounds.map((round) => round.theirs);
  const cpu = (of: readonly Round[]) => median(of.map(({ cpuMicroseconds }) => cpuMicroseconds));
  return [
    {
      what: 'cached balances, as a share of bare Fastify',
      ...medianAndSpread(rounds.map((round) => round.ours.perSecond / round.theirs.perSecond)),
      unit: '',
      goal: { atLeast: 0.6 },
      note: `median of ${ROUNDS} alternating rounds of ${SECONDS} s, ${CONNECTIONS} connections`,
    },
    { what: 'cached balances', ...medianAndSpread(ours.map(({ perSecond }) => perSecond)), unit: 'per second' },
    { what: 'bare Fastify', ...medianAndSpread(theirs.map(({ perSecond }) => perSecond)), unit: 'per second' },
    {
      what: 'the same share, by time on a core',
      ...medianAndSpread(rounds.map((round) => round.theirs.cpuMicroseconds / round.ours.cpuMicroseconds)),
      unit: '',
      note: `${cpu(ours).toFixed(1)} µs beside ${cpu(theirs).toFixed(1)} µs for each answer, wherever the machine was busy`,
    },
    { what: 'resident memory of the API after this load', value: residentMb, unit: 'MB' },
  ];
}
