import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The API as users reach it: a process of its own, a socket, SQLite on disk. */
export interface ApiProcess {
  readonly url: string;
  /** `kill -9`: nothing is finished, nothing is said goodbye to. */
  kill(): Promise<void>;
}

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));
const READY_WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 50;

/** Starts it over the data in `folder` and waits until it is ready. */
export async function startApiProcess(folder: string): Promise<ApiProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [MAIN], {
    env: { PORT: String(port), DATA_DIR: folder, RATE_LIMIT_SCALE: '1000', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  const kill = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  const until = Date.now() + READY_WITHIN_MS;
  while (!(await isReady(url))) {
    if (child.exitCode !== null) throw new Error(`The API ended with ${child.exitCode} before it was ready.`);
    if (Date.now() > until) {
      await kill();
      throw new Error(`The API was not ready within ${READY_WITHIN_MS} ms.`);
    }
    await wait(LOOK_EVERY_MS);
  }
  return { url, kill };
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** Free a moment ago: whoever takes it in between makes the start fail, not the test pass. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
