import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { askOnce, rigOptions, sendUsersTo, startReady, until } from '../driver/testing/open-rig.ts';
import { openHaproxyDriver } from './open-haproxy-driver.ts';

const COMMAND = join(import.meta.dirname, 'testing/haproxy-command.ts');
const skip = spawnSync('haproxy', ['-v']).error && 'no HAProxy here: install haproxy';
const folder = mkdtempSync(join(tmpdir(), 'haproxy-'));
after(() => rmSync(folder, { recursive: true, force: true }));

describe('a release behind HAProxy', { skip: skip ?? false }, () => {
  it('gives its users to the next one, and ends after its last request', async () => {
    const directory = join(folder, 'switch');
    const driver = await openHaproxyDriver(rigOptions(directory, { 'sha256:one': {}, 'sha256:two': {} }));
    await startReady(driver, 'blue', 'sha256:one');
    await sendUsersTo(driver, 'blue');
    const slow = askOnce(driver.url, '/slow');
    await startReady(driver, 'green', 'sha256:two');
    assert.equal((await askOnce(driver.url)).version, 'sha256:one');
    const late = askOnce(driver.url, '/slow');
    await until('it is under way', async () => ((await driver.inspect()).blue?.activeRequests ?? 0) > 0);
    await sendUsersTo(driver, 'green');
    await driver.drain('blue', 5_000, 1);
    assert.equal((await askOnce(driver.url)).version, 'sha256:two');
    assert.deepEqual(
      (await Promise.all([slow, late])).map(({ version }) => version),
      ['sha256:one', 'sha256:one'],
    );
    await until('it has ended', async () => (await driver.inspect()).blue === undefined);
    await driver.shutDown();
    await assert.rejects(askOnce(driver.url), { code: 'ECONNREFUSED' });
  });

  it('ends with the command that measures, also when that is killed', async () => {
    const command = spawn(process.execPath, [COMMAND, join(folder, 'killed')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(command.stdout, 'data')) as [Buffer];
    const url = said.toString().trim();
    const { pid } = await askOnce(url, '/');
    assert.ok(pid);
    command.kill('SIGKILL');
    await until('HAProxy has ended', () => isRefused(url));
    await until('the worker has ended', async () => !isRunning(pid));
  });
});

const isRefused = (url: string) =>
  askOnce(url).then(
    () => false,
    (error: NodeJS.ErrnoException) => error.code === 'ECONNREFUSED',
  );

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
