import { join } from 'node:path';
import { type Clock, OperationsError, outOfRange } from '@shared-payments/operations';
import type { RequestKind, Requests } from '../edge/control/protocol.ts';
import type { Launch } from '../edge/door/messages.ts';
import { socketPath } from '../edge/door/socket-path.ts';
import { readLogs } from '../logs/read-logs.ts';
import { readProcessUsage } from '../processes/process-usage.ts';
import { askEdge } from './ask-edge.ts';
import type { MachineDriver, MachineDriverOptions } from './machine-driver.ts';
import { startDoor } from './start-door.ts';

const ENDED_GRACE_MS = 5_000;
/** A door that is only just starting is waited for, and one that is only just ending. */
const OPENED_WITHIN_MS = 30_000;
const BEATEN_PAUSE_MS = 2_000;
const POLL_MS = 25;

/**
 * Opens the machine of a folder, and starts its door when none runs unless it `joinsOnly`. Throws `port_taken`, `driver_unavailable`; what the
 * driver's own calls throw is told by the port.
 */
export async function openMachineDriver(options: MachineDriverOptions): Promise<MachineDriver> {
  const path = socketPath(options.directory, 'edge.sock');
  if (options.joinsOnly !== true) await ensureDoor(options, path);
  const ask = <Kind extends RequestKind>(kind: Kind, what: Requests[Kind]['ask']) => askEdge(path, kind, what);
  const url = await urlOf(options, ask);
  return {
    name: 'machine',
    url,
    inspect: () => ask('inspect', {}).then(withBothColours),
    async start({ colour, release, workers, environment, fence }) {
      if (workers < 1) throw outOfRange(`${workers} workers`, 'Ask for at least 1.');
      const launch = await launchOf(options, release, 'api', { LISTEN: 'channel', ENVIRONMENT: environment });
      await ask('start', { colour, release, workers, launch, fence });
    },
    smoke: (colour, warmUpRequests) => ask('smoke', { colour, warmUpRequests }),
    sendSyntheticRequests: async (requests) => void (await ask('synthetic', { requests })),
    setTraffic: async (request) => void (await ask('traffic', request)),
    metrics: async (colour, atAgeMs) => (await ask('metrics', { colour, atAgeMs: atAgeMs ?? null })) ?? undefined,
    scale: async (colour, workers, fence) => void (await ask('scale', { colour, workers, fence })),
    drain: async (colour, timeoutMs, fence) => void (await ask('drain', { colour, timeoutMs, fence })),
    stop: async (colour, fence) => void (await ask('stop', { colour, fence })),
    async setJobs(release, fence) {
      const { name } = options.environment;
      const launch = release && (await launchOf(options, release, 'jobs', { ENVIRONMENT: name }));
      await ask('jobs', { jobs: release && launch ? { release, launch } : null, fence });
    },
    logs: async (request) => readLogs(join(options.directory, 'logs'), request),
    usage: async () => readProcessUsage((await ask('edge', {})).pid),
    upgradeEdge: (entry) => upgradeEdge(options, ask, entry),
    close: async () => {},
    shutDown: () => shutDown(options, ask),
  };
}

type Ask = <Kind extends RequestKind>(kind: Kind, what: Requests[Kind]['ask']) => Promise<Requests[Kind]['answer']>;

/** Where users would come in, while nobody serves them and somebody only looks. */
async function urlOf({ joinsOnly, host, port }: MachineDriverOptions, ask: Ask): Promise<string> {
  try {
    return (await ask('edge', {})).url;
  } catch (error) {
    if (joinsOnly !== true) throw error;
    return `http://${host ?? '127.0.0.1'}:${port}`;
  }
}

/** Of two commands that start a door at once, one does, and both use it. */
async function ensureDoor(options: MachineDriverOptions, path: string): Promise<void> {
  const { directory, port, environment, clock, livesWith } = options;
  const { readyTimeoutMs, drainMs, scaling } = environment;
  const untilMs = clock.nowMs() + OPENED_WITHIN_MS;
  while (!(await isAnswered(path))) {
    try {
      await startDoor({
        ...{ directory, host: options.host ?? '127.0.0.1', port },
        ...{ readyTimeoutMs, drainMs, scaling, livesWith },
      });
      return options.writeLog('edge', 'a door was started');
    } catch (error) {
      const isBeaten = error instanceof OperationsError && error.code === 'operation_under_way';
      if (!isBeaten || clock.nowMs() > untilMs) throw error;
      await leaveToOther(path, clock);
    }
  }
}

/** Many that each start another process to be beaten again would keep the one that was first from coming up. */
async function leaveToOther(path: string, clock: Clock): Promise<void> {
  const untilMs = clock.nowMs() + BEATEN_PAUSE_MS;
  while (clock.nowMs() < untilMs && !(await isAnswered(path))) await clock.sleep(POLL_MS);
}

async function isAnswered(path: string): Promise<boolean> {
  return askEdge(path, 'edge', {}).then(
    () => true,
    () => false,
  );
}

async function launchOf(
  options: MachineDriverOptions,
  release: string,
  role: 'api' | 'jobs',
  own: Readonly<Record<string, string>>,
): Promise<Launch> {
  const directory = await options.releaseDirectory(release);
  const command = options.command(directory, role);
  return { ...command, directory, environment: { ...options.workerEnvironment, ...own, RELEASE: release } };
}

async function upgradeEdge({ clock }: MachineDriverOptions, ask: Ask, entry: string | undefined) {
  const { pid: before } = await ask('edge', {});
  await ask('upgrade', { entry: entry ?? null });
  const untilMs = clock.nowMs() + 2 * ENDED_GRACE_MS;
  for (;;) {
    const { pid: after } = await ask('edge', {});
    if (after !== before) return { before, after };
    if (clock.nowMs() > untilMs) throw notUpgraded();
    await clock.sleep(POLL_MS);
  }
}

async function shutDown({ directory, environment, clock }: MachineDriverOptions, ask: Ask): Promise<void> {
  await ask('shut-down', {});
  const path = socketPath(directory, 'edge.sock');
  const untilMs = clock.nowMs() + environment.drainMs + ENDED_GRACE_MS;
  while (await isAnswered(path)) {
    if (clock.nowMs() > untilMs) throw stays(directory);
    await clock.sleep(POLL_MS);
  }
}

/** JSON leaves out what is undefined. */
const withBothColours = (state: Requests['inspect']['answer']) => ({
  ...state,
  blue: state.blue,
  green: state.green,
  jobsRelease: state.jobsRelease,
});

function notUpgraded(): OperationsError {
  return new OperationsError({
    code: 'driver_unavailable',
    message: 'The new edge did not come up; the one before goes on.',
    remedy: 'Read door.log in the folder of the machine.',
  });
}

function stays(directory: string): OperationsError {
  return new OperationsError({
    code: 'stop_in_time_failed',
    message: `The machine in ${directory} did not end in time.`,
    remedy: 'Look at door.log there, and end its door by hand if need be.',
  });
}
