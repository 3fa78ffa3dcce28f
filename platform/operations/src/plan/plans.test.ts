import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { environments } from '../environments.ts';
import type { Migration } from '../ports/release-store.ts';
import { drillEnvironment, operatorAt } from '../simulation/drill.ts';
import { digestOf, type SimulatedPlace, simulatedPlace } from '../simulation/place.ts';
import { deploy, previewDeployment } from '../verbs/deploy.ts';
import { previewRollback, rollback } from '../verbs/rollback.ts';
import { drain, scale } from '../verbs/scale.ts';
import { describeStep } from './describe-step.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const older: Migration = { id: 'something-older', phase: 'expand' };
const expand: Migration = { id: 'add-note', phase: 'expand' };
const backfill: Migration = { id: 'fill-note', phase: 'backfill' };
const contract: Migration = { id: 'drop-remark', phase: 'contract', requires: 'add-note' };
const environment = { ...drillEnvironment, canary: [], bakeMs: 0 };

/** 1.0 knows nothing of the change, 1.1 expands, 1.2 contracts, 1.3 is any later release. */
function place(): SimulatedPlace {
  const releases = [
    { version: '1.0.0', migrations: [older] },
    { version: '1.1.0', migrations: [expand, backfill] },
    { version: '1.2.0', migrations: [expand, backfill, contract] },
    { version: '1.3.0', migrations: [expand, backfill, contract] },
  ];
  return simulatedPlace({ releases, requestsPerSecond: 10, seed: 1, sha256 });
}

async function deployAll(ports: SimulatedPlace, ...versions: readonly string[]): Promise<void> {
  for (const revision of versions) {
    const { outcome } = await deploy(operatorAt(ports, environment), { revision, reason: 'a test', isRework: false });
    assert.equal(outcome, 'succeeded', revision);
  }
}

describe('deployment plan', () => {
  it('names every step in the present tense, the same for a dry run as for the run', async () => {
    const ports = place();
    await deployAll(ports, '1.0.0');
    const session = operatorAt(ports, environments.production);
    const plan = await previewDeployment(session, '1.1.0');
    const names = new Map([
      [digestOf('1.0.0'), '1.0.0'],
      [digestOf('1.1.0'), '1.1.0'],
    ]);
    assert.deepEqual(
      plan.steps.map((step) => describeStep(step, names)),
      [
        'checks that 1.0.0 still has all users in blue and that 1.1.0 is whole',
        'migrates the data: expand add-note',
        'starts 3 workers of 1.1.0 in green',
        'waits until 3 workers in green are ready and report 1.1.0, at most 30 s',
        'smokes green and warms it with 900 requests, without users',
        'sends 5 % of new connections to green and compares it with blue for 30 s to 5 min',
        'sends 25 % of new connections to green and compares it with blue for 30 s to 5 min',
        'sends all users to green',
        'runs the jobs of 1.1.0',
        'migrates the data: backfill fill-note',
        'bakes 1.1.0 for 10 min, blue stays warm',
        'lets blue finish its requests and leave, at most 30 s',
        'keeps 4 releases and removes the others',
      ],
    );
    assert.deepEqual((await ports.driver.inspect()).green, undefined, 'a preview starts nothing');
  });

  it('shares out one chance of a false alarm over the canary stages and the bake', async () => {
    const ports = place();
    await deployAll(ports, '1.0.0');
    const plan = await previewDeployment(operatorAt(ports, environments.production), '1.1.0');
    const chances = plan.steps.map((step) =>
      step.kind === 'canary' || step.kind === 'bake' ? step.falseAlarmChance : 0,
    );
    assert.ok(Math.abs(chances.reduce((sum, one) => sum + one, 0) - 0.004) < 1e-12);
  });

  it('tells which settings changed since the last deployment, by name only', async () => {
    const ports = place();
    await deployAll(ports, '1.0.0');
    const fingerprints = async () => ({ DATABASE_PATH: 'another fingerprint', NEW_SETTING: 'x' });
    const changed = { ...ports, settings: { ...ports.settings, fingerprints } };
    const plan = await previewDeployment(operatorAt(changed), '1.1.0');
    assert.ok(plan.notes.includes('Settings changed since the last deployment: DATABASE_PATH, NEW_SETTING'));
    const same = await previewDeployment(operatorAt(ports), '1.1.0');
    assert.ok(same.notes.every((note) => !note.startsWith('Settings')));
  });

  it('refuses to deploy what already has all users', async () => {
    const ports = place();
    await deployAll(ports, '1.0.0');
    await assert.rejects(previewDeployment(operatorAt(ports), '1.0.0'), { code: 'already_deployed' });
  });
});

describe('migrations', () => {
  it('hold a contract back while the release before may come back and does not know what it requires', async () => {
    const ports = place();
    await deployAll(ports, '1.0.0');
    const plan = await previewDeployment(operatorAt(ports, environment), '1.2.0');
    assert.ok(plan.notes.includes('Data: contract drop-remark waits: 1.0.0 may come back and does not know add-note'));
    assert.ok(plan.steps.every((step) => step.kind !== 'migrate' || step.phase !== 'contract'));
  });

  it('run the contract after the old release left, once the release before can live with it', async () => {
    const ports = place();
    await deployAll(ports, '1.0.0', '1.1.0');
    const waiting = await previewDeployment(
      operatorAt(ports, { ...environment, contractAfterMs: 86_400_000 }),
      '1.2.0',
    );
    assert.ok(waiting.notes.includes('Data: contract drop-remark waits: 1.1.0 has to serve for 1 days first'));
    await deployAll(ports, '1.2.0');
    assert.deepEqual(await ports.migrations.applied(), ['something-older', 'add-note', 'fill-note', 'drop-remark']);
  });

  it('refuse a rollback that the data no longer permits, with the reason and the way forward', async () => {
    const ports = place();
    await deployAll(ports, '1.0.0', '1.1.0', '1.2.0');
    const refused = await previewRollback(operatorAt(ports), '1.0.0').catch((error) => error);
    assert.equal(refused.code, 'rollback_refused');
    assert.match(refused.message, /1\.0\.0 cannot read the data any more: drop-remark removed what it needs/);
    assert.match(
      refused.remedy,
      /roll back only as far as 1\.3\.0 or 1\.2\.0 or 1\.1\.0, or deploy a repaired release/,
    );
    await assert.rejects(previewDeployment(operatorAt(ports), '1.0.0'), { code: 'schema_too_new' });
    assert.equal((await rollback(operatorAt(ports, environment), { reason: 'back' })).outcome, 'succeeded');
    assert.equal((await ports.driver.inspect()).jobsRelease, digestOf('1.1.0'));
  });
});

describe('rollback plan', () => {
  it('starts and smokes a release that has left before it gets users again', async () => {
    const ports = place();
    await deployAll(ports, '1.0.0', '1.1.0');
    const plan = await previewRollback(operatorAt(ports, environment));
    assert.deepEqual(
      plan.steps.map((step) => step.kind),
      ['check', 'start', 'await-ready', 'smoke', 'traffic', 'jobs', 'retire'],
    );
    assert.equal(plan.to, digestOf('1.0.0'));
  });

  it('has nothing to go back to after the first deployment', async () => {
    const ports = place();
    await assert.rejects(previewRollback(operatorAt(ports)), { code: 'nothing_to_do' });
    await deployAll(ports, '1.0.0');
    await assert.rejects(previewRollback(operatorAt(ports)), { code: 'nothing_to_do' });
    await assert.rejects(previewRollback(operatorAt(ports), '9.9.9'), { code: 'release_unknown' });
  });
});

describe('scaling and draining', () => {
  it('scale within the environment and refuse what is outside', async () => {
    const ports = place();
    await deployAll(ports, '1.0.0');
    const session = operatorAt(ports, environments.staging);
    assert.equal((await scale(session, 4, 'a fair')).outcome, 'succeeded');
    assert.equal((await ports.driver.inspect()).blue?.workers.length, 4);
    await assert.rejects(scale(session, 5, 'more'), { code: 'out_of_range', remedy: 'staging runs between 2 and 4.' });
    await assert.rejects(scale(session, 4, 'again'), { code: 'nothing_to_do' });
  });

  it('drain only a colour without users', async () => {
    const ports = place();
    await deployAll(ports, '1.0.0');
    await assert.rejects(drain(operatorAt(ports), 'tidy'), { code: 'nothing_to_do' });
    const { token } = (await ports.lock.read()) ?? { token: 0 };
    await ports.driver.start({
      colour: 'green',
      release: digestOf('1.1.0'),
      workers: 1,
      environment: 'staging',
      fence: token,
    });
    assert.equal((await drain(operatorAt(ports), 'tidy')).outcome, 'succeeded');
    assert.equal((await ports.driver.inspect()).green, undefined);
  });
});
