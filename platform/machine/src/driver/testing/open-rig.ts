import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Clock, type Colour, environments, releaseUnknown } from '@shared-payments/operations';
import { socketPath } from '../../edge/door/socket-path.ts';
import { askEdge } from '../ask-edge.ts';
import type { MachineDriver, MachineDriverOptions } from '../machine-driver.ts';
import { openMachineDriver } from '../open-machine-driver.ts';
import { type ReleaseBehaviour, writeReleases } from './releases.ts';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));
const JOBS = fileURLToPath(new URL('./jobs.ts', import.meta.url));

export const realClock: Clock = {
  nowMs: () => Date.now(),
  sleep: (durationMs) => wait(durationMs),
  every: (intervalMs, work) => {
    const timer = setInterval(() => void work(), intervalMs);
    return () => clearInterval(timer);
  },
};

export interface MachineRig {
  readonly driver: MachineDriver;
  readonly directory: string;
  readonly options: MachineDriverOptions;
  close(): Promise<void>;
}

/** A machine of its own in a temporary folder, on a free port, with releases that behave as asked. */
export async function openMachineRig(
  behaviours: Readonly<Record<string, ReleaseBehaviour>>,
  changed: Partial<MachineDriverOptions> = {},
): Promise<MachineRig> {
  const directory = mkdtempSync(join(tmpdir(), 'machine-'));
  const options = { ...rigOptions(directory, behaviours), ...changed };
  const forget = () => rmSync(directory, { recursive: true, force: true });
  const driver = await openMachineDriver(options).catch((error: unknown) => {
    forget();
    throw error;
  });
  const close = async () => {
    await driver.shutDown();
    forget();
  };
  return { driver, directory, options, close };
}

/** What a driver in `directory` is opened with, to run releases that behave as asked. */
export function rigOptions(
  directory: string,
  behaviours: Readonly<Record<string, ReleaseBehaviour>>,
): MachineDriverOptions {
  const folders = writeReleases(join(directory, 'releases'), behaviours);
  return {
    directory,
    environment: { ...environments.local, readyTimeoutMs: 5_000, drainMs: 5_000 },
    port: 0,
    releaseDirectory: async (digest) => {
      const folder = folders.get(digest);
      if (folder === undefined) throw releaseUnknown(digest);
      return folder;
    },
    command: (_folder, role) => ({ file: process.execPath, arguments: [role === 'api' ? WORKER : JOBS] }),
    workerEnvironment: {},
    writeLog: () => {},
    clock: realClock,
  };
}

/** Asks once over a new connection; the parsed answer. */
export function askOnce(url: string, path = '/version'): Promise<{ readonly version: string; readonly pid?: number }> {
  return new Promise((resolve, reject) => {
    get(`${url}${path}`, { agent: false }, (answer) => {
      let text = '';
      answer.on('data', (piece: Buffer) => {
        text += piece.toString();
      });
      answer.on('error', reject);
      answer.on('end', () => resolve(JSON.parse(text) as { version: string }));
    }).on('error', reject);
  });
}

const READY_WITHIN_MS = 30_000;
const POLL_MS = 20;

/** Starts a release and waits until all its workers answer. */
export async function startReady(driver: MachineDriver, colour: Colour, release: string, workers = 1): Promise<void> {
  await driver.start({ colour, release, workers, environment: 'local', fence: 1 });
  await until(`${colour} is ready`, async () => {
    const state = (await driver.inspect())[colour];
    return state?.phase === 'ready' && state.workers.filter(({ isReady }) => isReady).length === workers;
  });
}

/** All users to one colour. */
export function sendUsersTo(driver: MachineDriver, colour: Colour): Promise<void> {
  const split = colour === 'blue' ? { blue: 1, green: 0 } : { blue: 0, green: 1 };
  return driver.setTraffic({ split, fence: 1 });
}

/** Waits until `isSo`, and fails with what was waited for; says how long it took. */
export async function until(what: string, isSo: () => Promise<boolean>, timeoutMs = READY_WITHIN_MS): Promise<number> {
  const beganAtMs = performance.now();
  while (!(await isSo())) {
    if (performance.now() - beganAtMs > timeoutMs) throw new Error(`waited ${timeoutMs} ms until ${what}`);
    await wait(POLL_MS);
  }
  return performance.now() - beganAtMs;
}

/** The process of the edge that is at work. */
export async function edgeOf({
  directory,
}: Pick<MachineRig, 'directory'>): Promise<{ readonly pid: number; readonly restarts: number }> {
  return askEdge(socketPath(directory, 'edge.sock'), 'edge', {});
}
