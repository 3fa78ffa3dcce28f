import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openMachine, systemClock, writeGivenSettings } from '@shared-payments/machine';
import { readConfig } from './config.ts';
import { makeDemonstration } from './demonstration.ts';
import { firstDeployment } from './first-deployment.ts';
import { followLogs } from './follow-logs.ts';
import { startRevision } from './start-revision.ts';
import { untilGone } from './watch-machine.ts';
import { buildWeb } from './web/build-web.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const { settings } = JSON.parse(readFileSync(join(root, 'release.json'), 'utf8')) as { settings: readonly string[] };
const { environment, directory, actor, given } = readConfig(process.env, root, settings);
const isLocal = environment.name === 'local';
// Without git it is an image, which is as immutable as a release.
const allowsWorkTree = isLocal || !existsSync(join(root, '.git'));
const clock = systemClock;

const dataDir = resolve(root, given.DATA_DIR ?? (isLocal ? 'data' : join(directory, 'data')));
const isForThisMachineOnly = ['127.0.0.1', '::1', 'localhost', undefined].includes(given.HOST);
const wantsDemonstration = isLocal && isForThisMachineOnly && !existsSync(join(dataDir, 'shared-payments.db'));

// Longer than it takes to notice; the next start takes up what is left.
const DEPLOYMENT_ENDS_WITHIN_MS = 5_000;
const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stopping.abort());
const stopped = new Promise<void>((done) => stopping.signal.addEventListener('abort', () => done()));

try {
  if (allowsWorkTree) buildWeb(root);
  writeGivenSettings(directory, given);
  const warn = (sentence: string) => console.error(sentence);
  const machine = await openMachine({ directory, environment, repository: root, clock, allowsWorkTree, warn });
  const stopFollowing = process.stdout.isTTY ? undefined : followLogs(machine.driver, clock, console.log);
  const revision = await startRevision(machine, allowsWorkTree);
  const deployed = firstDeployment({ ports: machine, environment, actor, revision, say: warn });
  await Promise.race([stopped, deployed]).catch(async (error) => {
    await machine.shutDown();
    throw error;
  });
  if (!stopping.signal.aborted) {
    const demo = wantsDemonstration
      ? await makeDemonstration(join(root, 'apps/demo/src/main.ts'), { ...process.env, DATA_DIR: dataDir })
      : undefined;
    const url = machine.publicUrl;
    console.log(`\nShared Payments is ready: ${url}`);
    if (demo) console.log(`Sign in to the demonstration group with ${demo.email} and the password "${demo.password}".`);
    console.log(
      `The API and how to try it: ${url}/docs\nData: ${dataDir}\nStop with Ctrl-C; \`./ops status\` and \`./ops logs\` show more.\n`,
    );
    const gone = untilGone(machine.driver, clock);
    await Promise.race([stopped, gone]);
  }
  stopFollowing?.();
  if (!stopping.signal.aborted)
    throw new Error('The machine ended.\nTry: read door.log in the folder of the machine, and start it again.');
  await machine.shutDown();
  // A deployment that was cut short finds nothing running any more, ends, and gives its lock back.
  await Promise.race([deployed.catch(() => {}), clock.sleep(DEPLOYMENT_ENDS_WITHIN_MS)]);
  process.exit(0);
} catch (error) {
  console.error(`Error: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}
