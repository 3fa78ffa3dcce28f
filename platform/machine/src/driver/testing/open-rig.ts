import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Clock, environments, releaseUnknown } from '@shared-payments/operations';
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
  const folders = writeReleases(join(directory, 'releases'), behaviours);
  const options: MachineDriverOptions = {
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
    ...changed,
  };
  const driver = await openMachineDriver(options);
  const close = async () => {
    await driver.shutDown();
    rmSync(directory, { recursive: true, force: true });
  };
  return { driver, directory, options, close };
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
