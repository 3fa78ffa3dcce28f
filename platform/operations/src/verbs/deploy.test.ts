import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { claimAllUsersOn } from '../conformance/claim-place.ts';
import { colourEmpty } from '../ports/refusals.ts';
import { type Behaviour, badUnderTraffic, healthy } from '../simulation/behaviour.ts';
import { drillEnvironment, operatorAt } from '../simulation/drill.ts';
import { digestOf, type SimulatedPlace, simulatedPlace } from '../simulation/place.ts';
import { abort } from './abort.ts';
import { deploy } from './deploy.ts';
import { promote } from './promote.ts';

const seed = Number(process.env.SEED ?? 5);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

async function placeWith(behaviour: Behaviour, requestsPerSecond = 400): Promise<SimulatedPlace> {
  const releases = [{ version: '1.0.0' }, { version: '1.1.0', behaviour, requiredSettings: ['DATABASE_PATH'] }];
  const place = simulatedPlace({ releases, requestsPerSecond, seed, sha256 });
  await deploy(operatorAt(place), deployment('1.0.0'));
  await place.clock.sleep(60_000);
  return place;
}

function deployment(revision: string) {
  return { revision, reason: 'a test', isRework: false };
}

async function assertUsersOn(place: SimulatedPlace, version: string): Promise<void> {
  await claimAllUsersOn(place, digestOf(version));
  assert.equal(place.driver.tally().lost, 0, 'no user met nobody');
}

describe('deploy', () => {
  it('starts the first release without a canary', async () => {
    const place = simulatedPlace({ releases: [{ version: '1.0.0' }], requestsPerSecond: 10, seed, sha256 });
    const { outcome, operation } = await deploy(operatorAt(place), deployment('1.0.0'));
    assert.equal(outcome, 'succeeded');
    assert.ok(operation.plan.steps.every((step) => step.kind !== 'canary' && step.kind !== 'bake'));
    await assertUsersOn(place, '1.0.0');
  });

  it('brings a good release to all users and retires the old one, with a record of what was measured', async () => {
    const place = await placeWith(healthy);
    const { outcome } = await deploy(operatorAt(place), deployment('1.1.0'));
    assert.equal(outcome, 'succeeded');
    await assertUsersOn(place, '1.1.0');
    const record = await place.ledger.last();
    assert.deepEqual([record?.kind, record?.outcome, record?.data.version], ['deployment', 'succeeded', '1.1.0']);
    assert.match(JSON.stringify(record?.data.steps), /"verdict":"pass"/);
  });

  for (const [name, behaviour] of Object.entries(badUnderTraffic)) {
    it(`takes users back from a release that is ${name}, and says why`, async (test) => {
      const place = await placeWith(behaviour);
      const before = place.driver.tally();
      const minutes = { ...drillEnvironment, bakeMs: 120_000 };
      const { outcome, operation } = await deploy(operatorAt(place, minutes), deployment('1.1.0'));
      const after = place.driver.tally();
      test.diagnostic(
        `${operation.failure?.message} (${after.failed - before.failed} bad of ${after.answered - before.answered})`,
      );
      assert.deepEqual([outcome, operation.failure?.code], ['rolled_back', 'verdict_failed']);
      await assertUsersOn(place, '1.0.0');
    });
  }

  it('takes users back when the last worker of a canary dies between two looks', async () => {
    const place = await placeWith(healthy);
    let renewals = 0;
    const setTraffic: SimulatedPlace['driver']['setTraffic'] = async (request) => {
      if (request.leaseMs === undefined) return place.driver.setTraffic(request);
      renewals += 1;
      if (renewals === 3) throw colourEmpty('green');
      return place.driver.setTraffic(request);
    };
    const dying = { ...place, driver: { ...place.driver, setTraffic } };
    const { outcome, operation } = await deploy(operatorAt(dying), deployment('1.1.0'));
    assert.deepEqual([outcome, operation.failure?.code], ['rolled_back', 'verdict_failed']);
    assert.match(operation.failure?.message ?? '', /none of its workers answers, they crashed 0 times/);
    await assertUsersOn(place, '1.0.0');
  });

  const notForUsers: readonly (readonly [string, Partial<Behaviour>, string])[] = [
    ['crashes at boot', { boot: 'crashed' }, 'crashed_at_boot'],
    ['hangs at boot', { boot: 'hung' }, 'not_ready_in_time'],
    ['reports another version', { boot: 'wrong_version' }, 'wrong_version'],
    ['misses a setting', { boot: 'setting_missing' }, 'setting_missing'],
    ['finds a schema too new', { boot: 'schema_too_new' }, 'schema_too_new'],
    ['finds its port taken', { boot: 'port_taken' }, 'port_taken'],
    ['is damaged', { boot: 'release_damaged' }, 'release_damaged'],
    ['fails its smoke checks', { smokeFailures: ['GET /version answers 500'] }, 'smoke_failed'],
    ['dies before it has users', { bootMs: 5_000, diesAfterMs: 4_000 }, 'crashed_at_boot'],
  ];
  for (const [name, bad, code] of notForUsers) {
    it(`shows no user a release that ${name}`, async () => {
      const place = await placeWith({ ...healthy, ...bad, errorRate: () => 1 });
      const before = place.driver.tally();
      const { outcome, operation } = await deploy(operatorAt(place), deployment('1.1.0'));
      const after = place.driver.tally();
      assert.deepEqual([outcome, operation.failure?.code], ['failed', code]);
      assert.ok(after.failed - before.failed < 0.01 * (after.answered - before.answered), 'no user met it');
      await assertUsersOn(place, '1.0.0');
    });
  }

  it('takes users back when a release turns a little bad in the last seconds of a long bake', async () => {
    const late = { ...healthy, errorRate: (ageMs: number) => (ageMs > 230_000 ? 0.02 : 0.001) };
    const place = await placeWith(late);
    const { outcome, operation } = await deploy(
      operatorAt(place, { ...drillEnvironment, bakeMs: 240_000 }),
      deployment('1.1.0'),
    );
    assert.deepEqual([outcome, operation.failure?.code], ['rolled_back', 'verdict_failed']);
    assert.equal(operation.plan.steps[operation.failure?.stepIndex ?? 0]?.kind, 'bake');
    await assertUsersOn(place, '1.0.0');
  });

  it('refuses a release whose settings are missing here before anything is started', async () => {
    const releases = [{ version: '1.0.0' }, { version: '1.1.0', requiredSettings: ['SECRET_KEY'] }];
    const place = simulatedPlace({ releases, requestsPerSecond: 10, seed, sha256 });
    await deploy(operatorAt(place), deployment('1.0.0'));
    const { outcome, operation } = await deploy(operatorAt(place), deployment('1.1.0'));
    assert.deepEqual([outcome, operation.failure?.code, operation.steps.length], ['failed', 'setting_missing', 1]);
    await assertUsersOn(place, '1.0.0');
  });
});

describe('a deployment nobody can judge', () => {
  it('stops without users on the candidate and waits for a person, who promotes it', async () => {
    const place = await placeWith(healthy, 1);
    const paused = await deploy(operatorAt(place), deployment('1.1.0'));
    assert.deepEqual([paused.outcome, paused.operation.failure?.code], ['paused', 'verdict_inconclusive']);
    assert.deepEqual((await place.driver.inspect()).split, { blue: 1, green: 0 });
    await assert.rejects(deploy(operatorAt(place), deployment('1.1.0')), { code: 'operation_under_way' });
    const { outcome } = await promote(operatorAt(place, drillEnvironment, 'ben'), 'looked at it by hand');
    assert.equal(outcome, 'succeeded');
    await assertUsersOn(place, '1.1.0');
    assert.match(JSON.stringify(await place.ledger.last()), /"promotedBy":"ben"/);
  });

  it('or who aborts it', async () => {
    const place = await placeWith(healthy, 1);
    await deploy(operatorAt(place), deployment('1.1.0'));
    assert.equal((await abort(operatorAt(place), 'too risky')).outcome, 'rolled_back');
    await assertUsersOn(place, '1.0.0');
  });

  it('asks harmless requests when the environment wants that, and passes by them', async () => {
    const place = await placeWith(healthy, 1);
    const { outcome } = await deploy(
      operatorAt(place, { ...drillEnvironment, whenInconclusive: 'synthetic' }),
      deployment('1.1.0'),
    );
    assert.equal(outcome, 'succeeded');
    await assertUsersOn(place, '1.1.0');
  });
});
