import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { operatorAt } from '../simulation/drill.ts';
import { mortalPorts } from '../simulation/mortal.ts';
import { simulatedPlace } from '../simulation/place.ts';
import { deploy } from '../verbs/deploy.ts';
import { underLock } from '../verbs/session.ts';
import { LEASE_TTL_MS } from './lease.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const first = { revision: '1.0.0', reason: 'a test', isRework: false };

function place() {
  return simulatedPlace({
    releases: [{ version: '1.0.0' }, { version: '1.1.0' }],
    requestsPerSecond: 10,
    seed: 1,
    sha256,
  });
}

describe('deployment lock', () => {
  it('lets 1 of 20 deployments at once run and refuses 19 with owner and age', async () => {
    const ports = place();
    const attempts = Array.from({ length: 20 }, (_, index) =>
      deploy(operatorAt(ports, undefined, `operator ${index}`), first),
    );
    const results = await Promise.allSettled(attempts);
    const refused = results.filter((one) => one.status === 'rejected').map((one) => one.reason);
    assert.equal(refused.length, 19);
    for (const { code, message, data } of refused) {
      assert.equal(code, 'lock_held');
      assert.match(message, /^operator 0@desk is at work \(deploy 1\.0\.0\) since \d+ s\.$/);
      assert.deepEqual([typeof data.ageMs, data.owner], ['number', 'operator 0@desk']);
    }
  });

  it('is taken from a command that died within 30 s, and that one is fenced off if it was only asleep', async () => {
    const ports = place();
    await deploy(operatorAt(ports), first);
    const [asleep, begun] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const mortal = mortalPorts(ports, { atCall: Number.POSITIVE_INFINITY, when: 'before' });
    const noBeats = { ...mortal.ports, clock: { ...ports.clock, every: () => () => {} } };
    const sleeper = underLock(operatorAt(noBeats), 'sleep', async ({ held }) => {
      begun.resolve();
      await asleep.promise;
      await ports.driver.setJobs(undefined, held.token);
    });
    await begun.promise;
    await ports.clock.sleep(8_000);
    const beganAtMs = ports.clock.nowMs();
    await underLock(operatorAt(ports, undefined, 'ben'), 'take over', async ({ held }) => {
      await ports.driver.setJobs('sha256:1.0.0', held.token);
    });
    assert.ok(ports.clock.nowMs() - beganAtMs + 8_000 <= 30_000);
    asleep.resolve();
    await assert.rejects(sleeper, { code: 'fenced_off' });
    assert.equal((await ports.driver.inspect()).jobsRelease, 'sha256:1.0.0');
  });

  it('stops a deployment before its next step once its lease has lapsed', async () => {
    const ports = place();
    const noBeats = { ...ports, clock: { ...ports.clock, every: () => () => {} } };
    const slow = { ...ports.migrations, apply: async () => void (await ports.clock.sleep(2 * LEASE_TTL_MS)) };
    const migrating = [{ id: 'slow', phase: 'expand' }] as const;
    const releases = {
      ...ports.releases,
      build: async () => ({ ...(await ports.releases.get('1.0.0')), migrations: migrating }),
    };
    await assert.rejects(deploy(operatorAt({ ...noBeats, migrations: slow, releases }), first), { code: 'lock_lost' });
    assert.equal((await ports.driver.inspect()).blue, undefined, 'the step after was not begun');
    const begun = (await ports.journal.read())?.operation?.steps ?? [];
    assert.equal(begun.at(-1)?.index, 1, 'and not journaled');
  });

  it('is kept by heartbeats for as long as the work takes, and stops work whose heartbeats fail', async () => {
    const ports = place();
    await underLock(operatorAt(ports), 'long work', async ({ held }) => {
      await ports.clock.sleep(20 * LEASE_TTL_MS);
      held.check();
    });
    const failing = { ...ports, lock: { ...ports.lock, swap: ports.lock.swap } };
    const work = underLock(operatorAt(failing), 'cut off', async ({ held }) => {
      failing.lock.swap = async () => {
        throw new Error('no route');
      };
      await ports.clock.sleep(2 * LEASE_TTL_MS);
      failing.lock.swap = ports.lock.swap;
      held.check();
    });
    await assert.rejects(work, { code: 'lock_lost' });
  });
});
