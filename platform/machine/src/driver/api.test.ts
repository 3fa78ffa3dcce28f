import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { environments } from '@shared-payments/operations';
import { askOnce, openMachineRig, sendUsersTo, startReady, until } from './testing/open-rig.ts';

const repository = fileURLToPath(new URL('../../../..', import.meta.url));
const [FIRST, SECOND] = [`sha256:${'1'.repeat(64)}`, `sha256:${'2'.repeat(64)}`];

describe('the product on a machine', () => {
  it('comes up, passes its smoke checks, is counted, switched and drained, with its jobs', async () => {
    const data = mkdtempSync(join(tmpdir(), 'product-'));
    const { driver, close } = await openMachineRig(
      {},
      {
        environment: environments.local,
        releaseDirectory: async () => repository,
        command: (_folder, role) => ({ file: process.execPath, arguments: [`apps/${role}/src/main.ts`] }),
        workerEnvironment: { DATA_DIR: data, LOG_LEVEL: 'warn' },
      },
    );
    await startReady(driver, 'blue', FIRST);
    assert.deepEqual((await driver.smoke('blue', 10)).failed, []);
    await sendUsersTo(driver, 'blue');
    await driver.setJobs(FIRST, 1);
    for (let count = 0; count < 10; count += 1) await askOnce(driver.url, '/v1/currencies');
    await until('they are counted', async () => ((await driver.metrics('blue'))?.requests ?? 0) === 10);
    assert.ok(((await driver.metrics('blue'))?.memoryBytes ?? 0) > 10_000_000);
    await startReady(driver, 'green', SECOND);
    await sendUsersTo(driver, 'green');
    assert.equal((await askOnce(driver.url)).version, SECOND);
    await driver.drain('blue', 10_000, 1);
    await until('blue is gone', async () => (await driver.inspect()).blue === undefined);
    await driver.setJobs(SECOND, 1);
    assert.equal((await driver.inspect()).jobsRelease, SECOND);
    await close();
    rmSync(data, { recursive: true, force: true });
  });

  it('that lacks a setting fails with that cause', async () => {
    const { driver, close } = await openMachineRig(
      {},
      {
        environment: environments.local,
        releaseDirectory: async () => repository,
        command: () => ({ file: process.execPath, arguments: ['apps/api/src/main.ts'] }),
        workerEnvironment: { DATA_DIR: tmpdir(), LOG_LEVEL: 'loud' },
      },
    );
    await driver.start({ colour: 'blue', release: FIRST, workers: 1, environment: 'local', fence: 1 });
    await until('it failed', async () => (await driver.inspect()).blue?.phase === 'failed');
    const failure = (await driver.inspect()).blue?.failure;
    await close();
    assert.equal(failure?.cause, 'setting_missing', failure?.detail);
    assert.match(failure?.detail ?? '', /LOG_LEVEL|Settings/);
  });
});
