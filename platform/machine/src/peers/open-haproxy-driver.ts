import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type Colour, colourBusy, colourEmpty, outOfRange, type TrafficSplit } from '@shared-payments/operations';
import type { MachineDriver, MachineDriverOptions } from '../driver/machine-driver.ts';
import { smokeColour } from '../workers/smoke.ts';
import { type Haproxy, type ServerState, startHaproxy } from './haproxy.ts';
import { portProber } from './port-prober.ts';
import { type PortProcess, start, startPortProcess } from './port-process.ts';

const AFTER_USERS_MS = 2_000;
const POLL_MS = 20;

interface Place {
  readonly options: MachineDriverOptions;
  readonly proxy: Haproxy;
  readonly ports: Readonly<Record<Colour, number>>;
  readonly processes: Partial<Record<Colour, PortProcess>>;
  jobs: { readonly release: string; readonly child: ChildProcess | undefined } | undefined;
  split: TrafficSplit;
}

/**
 * The same releases behind HAProxy, one process each on a port of its own, switched by its runtime API: what `./ops prove
 * --peer haproxy` measures beside the edge. A peer in a measurement and no place for users: no canary, no scaling, no crash restart.
 */
export async function openHaproxyDriver(options: MachineDriverOptions): Promise<MachineDriver> {
  const [port, blue, green] = await freePorts(3);
  const host = options.host ?? '127.0.0.1';
  const ports = { blue: blue ?? 0, green: green ?? 0 };
  const proxy = await startHaproxy(options.directory, host, port ?? 0, ports);
  const place: Place = { options, proxy, ports, processes: {}, jobs: undefined, split: { blue: 0, green: 0 } };
  const prober = portProber((worker) => ports[worker as Colour]);
  const { nowMs } = options.clock;
  return {
    name: 'haproxy',
    url: `http://${host}:${port}`,
    inspect: () => inspect(place),
    async start({ colour, release, workers, environment }) {
      const before = place.processes[colour];
      if (before?.release === release) return;
      if (before !== undefined) throw colourBusy(colour, `runs ${before.release}`);
      if (workers !== 1) throw outOfRange(`${workers} workers`, 'Measure this peer with one worker.');
      const launch = await launchOf(options, release, 'api', environment);
      const order = {
        colour,
        release,
        launch,
        port: ports[colour],
        readyTimeoutMs: options.environment.readyTimeoutMs,
      };
      const made = startPortProcess(order, prober, nowMs);
      place.processes[colour] = made;
      void made.gone.then(() => forget(place, colour, made));
    },
    smoke: (colour, warmUpRequests) =>
      smokeColour(prober, [colour], place.processes[colour]?.release ?? '', warmUpRequests),
    setTraffic: ({ split }) => setTraffic(place, split),
    drain: (colour) => drain(place, colour),
    stop: async (colour) => place.processes[colour]?.end('SIGKILL'),
    setJobs: (release) => setJobs(place, release),
    sendSyntheticRequests: async () => {},
    metrics: async () => undefined,
    scale: async (colour) => Promise.reject(colourEmpty(colour)),
    logs: async () => [],
    usage: async () => [],
    upgradeEdge: async () => ({ before: 0, after: 0 }),
    close: async () => {},
    shutDown: () => shutDown(place),
  };
}

async function inspect({ proxy, processes, split, jobs }: Place) {
  const sessions = await proxy.sessions();
  const blue = processes.blue?.state(sessions.blue);
  const green = processes.green?.state(sessions.green);
  return { split, blue, green, jobsRelease: jobs?.release, fence: 0 };
}

async function setTraffic(place: Place, split: TrafficSplit): Promise<void> {
  const stateOf = (colour: Colour): ServerState =>
    split[colour] === 1 ? 'ready' : place.processes[colour] === undefined ? 'maint' : 'drain';
  const order: readonly Colour[] = split.green === 1 ? ['green', 'blue'] : ['blue', 'green'];
  await place.proxy.set(order.map((colour) => [colour, stateOf(colour)] as const));
  place.split = split;
}

/** As its manual has it: no new request, then, when the last has its answer, the end of the process. */
async function drain({ proxy, processes, options }: Place, colour: Colour): Promise<void> {
  const leaving = processes[colour];
  if (leaving === undefined) return;
  const untilMs = options.clock.nowMs() + options.environment.drainMs;
  void (async () => {
    while ((await proxy.sessions())[colour] > 0 && options.clock.nowMs() < untilMs) await wait(POLL_MS);
    leaving.end('SIGTERM');
  })();
}

async function setJobs(place: Place, release: string | undefined): Promise<void> {
  const before = place.jobs;
  if (before?.release === release) return;
  before?.child?.kill('SIGTERM');
  place.jobs = release === undefined ? undefined : { release, child: undefined };
  if (release === undefined) return;
  const launch = await launchOf(place.options, release, 'jobs', place.options.environment.name);
  // At the same moment as behind the edge, so that both measure the same.
  setTimeout(() => {
    if (place.jobs?.release === release) place.jobs = { release, child: start(launch, {}) };
  }, AFTER_USERS_MS).unref();
}

async function launchOf(options: MachineDriverOptions, release: string, role: 'api' | 'jobs', environment: string) {
  const directory = await options.releaseDirectory(release);
  const own = { ENVIRONMENT: environment, RELEASE: release };
  return { ...options.command(directory, role), directory, environment: { ...options.workerEnvironment, ...own } };
}

function forget(place: Place, colour: Colour, ended: PortProcess): void {
  if (place.processes[colour] === ended) delete place.processes[colour];
  void place.proxy.set([[colour, 'maint']]).catch(() => {});
}

async function shutDown(place: Place): Promise<void> {
  const { processes, proxy } = place;
  place.jobs?.child?.kill('SIGTERM');
  place.jobs = undefined;
  const left = [processes.blue, processes.green].flatMap((one) => one ?? []);
  for (const one of left) one.end('SIGTERM');
  await Promise.all(left.map(({ gone }) => gone));
  await proxy.stop();
}

async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, () => {
      const server = createServer();
      return new Promise<typeof server>((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
    }),
  );
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
