import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';

export interface Product {
  readonly url: string;
  /** What the API serves as the web app: a test that plays a release writes here. */
  readonly webFolder: string;
  stop(): Promise<void>;
}

/** Whom the demonstration makes, with a flat of two years. */
export const ANA = { email: 'ana@demo.example', password: 'a flat for three' } as const;

const APPS = resolve(import.meta.dirname, '../../..');
// Builds once for all that ask.
const BUILDER = join(APPS, 'start/src/web/main.ts');
const BUILT_WITHIN_MS = 120_000;
const SEEDED_WITHIN_MS = 60_000;
const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 30_000;
const POLL_MS = 100;

const run = promisify(execFile);

export interface ProductOptions {
  /** What happens by itself, too: retries, events of the gateway, webhooks. */
  readonly withJobs?: boolean;
}

/** The real API on SQLite in a new folder, with the app built from these sources and the demonstration in it. */
export async function startProduct({ withJobs = false }: ProductOptions = {}): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), 'shared-payments-web-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const environment = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: url,
    DATA_DIR: join(folder, 'data'),
    WEB_DIR: join(folder, 'web'),
    // Many people share one address here.
    RATE_LIMIT_SCALE: '1000',
    LOG_LEVEL: 'fatal',
    // Moves no money, and behaves otherwise like a gateway.
    GATEWAY: 'sandbox',
    WEBHOOKS_TO_LOOPBACK: 'true',
    JOBS_TICK_MS: '250',
  };
  const { stdout: built } = await run(process.execPath, [BUILDER], { timeout: BUILT_WITHIN_MS });
  cpSync(built.trim(), environment.WEB_DIR, { recursive: true });
  const start = (path: string) => spawn(process.execPath, [join(APPS, path)], { env: environment, stdio: 'inherit' });
  const processes = [start('api/src/main.ts')];
  const stop = async () => {
    await Promise.all(processes.map(ended));
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await ready(url);
    await run(process.execPath, [join(APPS, 'demo/src/main.ts')], { env: environment, timeout: SEEDED_WITHIN_MS });
    if (withJobs) processes.push(start('jobs/src/main.ts'));
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, webFolder: environment.WEB_DIR, stop };
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await Promise.race([once(child, 'exit'), wait(STOP_WITHIN_MS, undefined, { ref: false })]);
}

async function ready(url: string): Promise<void> {
  for (let waitedMs = 0; waitedMs < READY_WITHIN_MS; waitedMs += POLL_MS) {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await wait(POLL_MS);
  }
  throw new Error(`The API was not ready within ${READY_WITHIN_MS / 1000} s.`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No free port.');
  return address.port;
}
