import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { operatorAt } from '../simulation/drill.ts';
import { mortalPorts } from '../simulation/mortal.ts';
import { digestOf, type SimulatedPlace, simulatedPlace } from '../simulation/place.ts';
import { deploy } from '../verbs/deploy.ts';
import { examine } from './examine.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

async function placeWithUsers(): Promise<SimulatedPlace> {
  const releases = [{ version: '1.0.0' }, { version: '1.1.0' }];
  const place = simulatedPlace({ releases, requestsPerSecond: 400, seed: 1, sha256 });
  await deploy(operatorAt(place), { revision: '1.0.0', reason: 'first', isRework: false });
  return place;
}

async function unsound(place: SimulatedPlace): Promise<Readonly<Record<string, string>>> {
  const found = await examine(place, operatorAt(place).environment);
  return Object.fromEntries(found.filter((one) => one.health !== 'sound').map((one) => [one.check, one.health]));
}

describe('doctor', () => {
  it('finds a first deployment sound, but for a release to go back to', async () => {
    assert.deepEqual(await unsound(await placeWithUsers()), { rollback: 'odd' });
  });

  it('finds everything sound after a second one', async () => {
    const place = await placeWithUsers();
    await place.clock.sleep(60_000);
    await deploy(operatorAt(place), { revision: '1.1.0', reason: 'second', isRework: false });
    assert.deepEqual(await unsound(place), {});
  });

  it('finds a dead command, too few workers, foreign jobs and a leftover colour', async () => {
    const place = await placeWithUsers();
    const token = (await place.lock.read())?.token ?? 0;
    await place.driver.scale('blue', 1, token);
    await place.driver.setJobs(digestOf('1.1.0'), token);
    const mortal = mortalPorts(place, { atCall: 40, when: 'after' });
    const command = deploy(operatorAt(mortal.ports), { revision: '1.1.0', reason: 'dies', isRework: false });
    await Promise.race([command, mortal.died]);
    await place.clock.sleep(60_000);
    assert.deepEqual(await unsound(place), {
      workers: 'wrong',
      jobs: 'wrong',
      rollback: 'odd',
      'idle colour': 'odd',
      operation: 'wrong',
    });
  });

  it('finds users split without a command at work', async () => {
    const place = await placeWithUsers();
    const token = (await place.lock.read())?.token ?? 0;
    await place.driver.start({
      colour: 'green',
      release: digestOf('1.1.0'),
      workers: 2,
      environment: 'staging',
      fence: token,
    });
    await place.clock.sleep(1_000);
    await place.driver.setTraffic({ split: { blue: 0.5, green: 0.5 }, fence: token });
    assert.equal((await unsound(place)).users, 'wrong');
  });
});
