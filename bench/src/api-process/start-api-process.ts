import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.ts';

/** The product's API as operators run it: its own process, SQLite on disk, a port of the loopback. */
export interface ApiProcess {
  readonly url: string;
  readonly pid: number;
  /** From the start of the process to its first `ready`. */
  readonly readyAfterMs: number;
  /** Asks it to leave, and waits until it has. */
  stop(): Promise<void>;
  /** SIGKILL: nothing of the process runs any more once this resolves. */
  kill(): Promise<void>;
}

/** A process that may not be ready yet. */
export interface StartingApi {
  ready(): Promise<ApiProcess>;
  kill(): Promise<void>;
}

const MAIN = fileURLToPath(new URL('../../../apps/api/src/main.ts', import.meta.url));
const READY_WITHIN_MS = 30_000;
const POLL_MS = 5;
const LEAVES_WITHIN_MS = 30_000;
const STDERR_KEPT_CHARACTERS = 4_000;
// As a release is started (`NODE_ARGUMENTS` of the machine's driver): young garbage is collected in small steps.
const AS_RELEASED = ['--max-semi-space-size=8', '--disable-warning=ExperimentalWarning'];
// One client sends here what many people send elsewhere.
const RATE_LIMIT_SCALE = '100000';

/** Starts the API on the data in `dataDir` and waits for it. Throws with what it wrote when it ends before it is ready. */
export async function startApiProcess(
  dataDir: string,
  under: readonly string[] = [],
  settings: Readonly<Record<string, string>> = {},
): Promise<ApiProcess> {
  return (await spawnApi(dataDir, under, settings)).ready();
}

/**
 * Starts the API and does not wait, for those who want to stop it on its way up. `under` is a command that becomes the
 * API's process, such as a tracer that keeps the process id.
 */
export async function spawnApi(
  dataDir: string,
  under: readonly string[] = [],
  settings: Readonly<Record<string, string>> = {},
): Promise<StartingApi> {
  const port = await freePort();
  const startedAt = performance.now();
  const [command = process.execPath, ...words] = [...under, process.execPath, ...AS_RELEASED, MAIN];
  const child = spawn(command, words, {
    env: {
      ...{ PATH: process.env.PATH, HOST: '127.0.0.1', PORT: String(port), DATA_DIR: dataDir, RATE_LIMIT_SCALE },
      ...settings,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let written = '';
  child.stderr?.on('data', (piece: Buffer) => {
    written = `${written}${piece}`.slice(-STDERR_KEPT_CHARACTERS);
  });
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  const url = `http://127.0.0.1:${port}`;
  return {
    kill,
    async ready() {
      const isReady = await untilReady(url, child, startedAt);
      const readyAfterMs = performance.now() - startedAt;
      if (!isReady) {
        await kill();
        const waitedS = Math.round(readyAfterMs / 1000);
        throw new Error(`The API ended or was not ready, ${waitedS} s after its start. It wrote: ${written}`);
      }
      return { url, pid: child.pid ?? 0, readyAfterMs, kill, stop: () => leave(child, exited) };
    },
  };
}

async function untilReady(url: string, child: ChildProcess, startedAt: number): Promise<boolean> {
  while (performance.now() - startedAt < READY_WITHIN_MS && child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    await answer?.arrayBuffer();
    if (answer?.ok) return true;
    await wait(POLL_MS);
  }
  return false;
}

async function leave(child: ChildProcess, exited: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), LEAVES_WITHIN_MS);
  await exited;
  clearTimeout(force);
}
