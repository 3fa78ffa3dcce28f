import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { environments } from '@shared-payments/operations';
import { openMachineRig, sendUsersTo, startReady, until } from './testing/open-rig.ts';
import { startUsers } from './testing/users.ts';

const RELEASE = 'sha256:old';
// The policies of the environment, with readings at a pace so that a test can wait for them.
const quick = {
  min: 1,
  max: 3,
  policies: [{ metric: 'requests', target: 40 }],
  periodMs: 600,
  highPeriods: 2,
  lowPeriods: 3,
  scaleOutCooldownMs: 1_000,
  scaleInCooldownMs: 1_000,
} as const;

describe('the number of workers of a machine', () => {
  it('follows its users up to max and back to min, each time with the reason in the log, and loses none of them', async () => {
    const environment = { ...environments.local, readyTimeoutMs: 20_000, drainMs: 5_000, scaling: quick };
    const rig = await openMachineRig({ [RELEASE]: {} }, { environment });
    const { driver } = rig;
    await startReady(driver, 'blue', RELEASE);
    await sendUsersTo(driver, 'blue');
    const readyWorkers = async () =>
      (await driver.inspect()).blue?.workers.filter(({ isReady }) => isReady).length ?? 0;
    const users = startUsers(driver.url, 150);
    await until('three serve', async () => (await readyWorkers()) === 3);
    const { failures } = await users.stop();
    await until('one serves again', async () => (await readyWorkers()) === 1);
    const log = (await driver.logs({ source: 'blue', lines: 1_000 })).map(({ text }) => text);
    await rig.close();
    assert.deepEqual(failures, {});
    assert.ok(
      log.some((line) => /scaling: 1 → [23] workers: requests \d+ requests\/s per worker/.test(line)),
      log.join('\n'),
    );
    assert.ok(
      log.some((line) => /scaling: [23] → 1 workers: requests \d requests\/s/.test(line)),
      log.join('\n'),
    );
  });
});
