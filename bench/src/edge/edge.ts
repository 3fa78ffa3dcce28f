import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openMachineRig, sendUsersTo, startReady } from '@shared-payments/machine/testing/open-rig.ts';
import { environments } from '@shared-payments/operations';
import { processUsage } from '../api-process/process-usage.ts';
import { startApiProcess } from '../api-process/start-api-process.ts';
import { runLoad } from '../load/run-load.ts';
import type { Figure, Measurement } from '../measurement.ts';
import { medianAndSpread } from '../statistics.ts';

const ROUNDS = 9;
const SECONDS = 3;
const CONNECTIONS = 64;
const PATH = '/v1/currencies';
const RELEASE = `sha256:${'e'.repeat(64)}`;
const RATE_LIMIT_SCALE = '100000';
const root = fileURLToPath(new URL('../../..', import.meta.url));

interface Target {
  readonly url: string;
  readonly pid: number;
}

interface Round {
  readonly perSecond: number;
  /** Microseconds of a core in the process that answers, for each answer: what a busy machine does not change. */
  readonly cpuMicroseconds: number;
}

/** Keep-alive requests to one API process on its own port, and to one that gets its sockets from the edge. */
export const edge: Measurement = {
  name: 'edge',
  title: 'The API behind the edge, beside the same process on a port of its own',
  async measure({ folder, progress }) {
    // In a session of its own as workers are: Linux shares cores between sessions, and the load has another one.
    const alone = await startApiProcess(join(folder, 'alone'), ['setsid']);
    const rig = await openMachineRig(
      {},
      {
        // One worker, as alone: a second one would take the core of the first.
        environment: { ...environments.local, scaling: { ...environments.local.scaling, max: 1 } },
        releaseDirectory: async () => root,
        command: (_folder, role) => ({ file: process.execPath, arguments: [join(root, `apps/${role}/src/main.ts`)] }),
        workerEnvironment: { DATA_DIR: join(folder, 'behind'), RATE_LIMIT_SCALE, PATH: process.env.PATH ?? '' },
      },
    );
    try {
      await startReady(rig.driver, 'blue', RELEASE);
      await sendUsersTo(rig.driver, 'blue');
      const worker = (await rig.driver.usage()).find(({ name }) => name === 'worker');
      if (worker === undefined) throw new Error('The worker behind the edge cannot be found on this system.');
      return await compare({ url: rig.driver.url, pid: worker.pid }, alone, progress);
    } finally {
      await rig.close();
      await alone.stop();
    }
  },
};

async function compare(behind: Target, alone: Target, progress: (step: string) => void): Promise<readonly Figure[]> {
  const rounds: { readonly behind: Round; readonly alone: Round }[] = [];
  for (const target of [behind, alone]) await round(target);
  for (let index = 1; index <= ROUNDS; index += 1) {
    progress(`round ${index} of ${ROUNDS}`);
    // Who goes first changes, so that a machine that grows slower is nobody's advantage.
    const [first, second] = index % 2 === 0 ? [behind, alone] : [alone, behind];
    const [one, two] = [await round(first), await round(second)];
    rounds.push(first === behind ? { behind: one, alone: two } : { behind: two, alone: one });
  }
  return figuresOf(rounds);
}

async function round({ url, pid }: Target): Promise<Round> {
  const before = processUsage(pid);
  const load = { urls: [`${url}${PATH}`], connections: CONNECTIONS, seconds: SECONDS };
  const { perSecond, answered } = await runLoad(load);
  return { perSecond, cpuMicroseconds: ((processUsage(pid).cpuMs - before.cpuMs) * 1_000) / answered };
}

function figuresOf(rounds: readonly { readonly behind: Round; readonly alone: Round }[]): readonly Figure[] {
  return [
    {
      what: 'behind the edge, as a share of alone',
      ...medianAndSpread(rounds.map(({ behind, alone }) => behind.perSecond / alone.perSecond)),
      unit: '',
      goal: { atLeast: 0.95 },
      note: `median of ${ROUNDS} alternating rounds of ${SECONDS} s, ${CONNECTIONS} kept-alive connections, GET ${PATH}`,
    },
    { what: 'behind the edge', ...medianAndSpread(rounds.map(({ behind }) => behind.perSecond)), unit: 'per second' },
    { what: 'alone', ...medianAndSpread(rounds.map(({ alone }) => alone.perSecond)), unit: 'per second' },
    {
      what: 'the same share, by time on a core',
      ...medianAndSpread(rounds.map(({ behind, alone }) => alone.cpuMicroseconds / behind.cpuMicroseconds)),
      unit: '',
      note: 'of the process that answers, wherever the machine was busy',
    },
  ];
}
