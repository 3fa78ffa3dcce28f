import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeDemonstration } from './demonstration.ts';
import { isReady } from './ready.ts';
import { superviseProcess } from './supervise.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const host = process.env.HOST ?? '127.0.0.1';
const port = process.env.PORT ?? '3000';
const dataDir = resolve(process.env.DATA_DIR ?? join(root, 'data'));
const url = process.env.PUBLIC_URL ?? `http://localhost:${port}`;
const environment = { ...process.env, HOST: host, PORT: port, DATA_DIR: dataDir, PUBLIC_URL: url };

const isNew = !existsSync(join(dataDir, 'shared-payments.db'));
const isForThisMachineOnly = ['127.0.0.1', '::1', 'localhost'].includes(host);

const api = superviseProcess('api', join(root, 'apps/api/src/main.ts'), environment);
const stop = () => {
  for (const child of [api, jobs]) child?.stop();
};
let jobs: ReturnType<typeof superviseProcess> | undefined;
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);

if (await isReady(`http://${host}:${port}`, api)) {
  const demo =
    isNew && isForThisMachineOnly
      ? await makeDemonstration(join(root, 'apps/demo/src/main.ts'), environment)
      : undefined;
  jobs = superviseProcess('jobs', join(root, 'apps/jobs/src/main.ts'), environment);
  console.log(`\nShared Payments is ready: ${url}`);
  if (demo) console.log(`Sign in to the demonstration group with ${demo.email} and the password "${demo.password}".`);
  console.log(`The API and how to try it: ${url}/docs\nData: ${dataDir}\nStop with Ctrl-C.\n`);
} else {
  stop();
  process.exitCode = 1;
}
