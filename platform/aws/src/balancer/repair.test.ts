import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { afterEach, describe, it } from 'node:test';
import {
  environments,
  examine,
  findChainBreak,
  memoryJournal,
  memoryLedger,
  memoryLock,
  type OperationsError,
  type OperationsPorts,
  previewRepair,
  repair,
  type Session,
  simulatedClock,
  watchRollout,
} from '@shared-payments/operations';
import { openAwsPlace } from '../place/open-aws-place.ts';
import { type FakeAws, fakeAws } from '../testing/fake-aws.ts';
import { beginRollout, endRollout, settledEstate, shiftUsers } from '../testing/fake-estate.ts';
import { whereIs } from '../where.ts';

const where = whereIs('production');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const opened: FakeAws[] = [];

/** Production on a fake AWS, with users on green after two deployments, and an operator at it. */
async function operator(): Promise<{ aws: FakeAws; session: Session; ports: OperationsPorts }> {
  const estate = settledEstate(where.cluster, where.service);
  beginRollout(estate);
  shiftUsers(estate, 100);
  endRollout(estate);
  const aws = await fakeAws(estate);
  opened.push(aws);
  const stores = { ledger: memoryLedger(), lock: memoryLock(), journal: memoryJournal() };
  const place = openAwsPlace({ where, connection: aws.connection, ...stores });
  let ids = 0;
  const newId = () => `operation-${++ids}`;
  const ports = { ...place, clock: simulatedClock(), sha256, newId };
  const session = { ports, environment: environments.production, actor: 'ana', owner: 'ana@desk', report: () => {} };
  return { aws, session, ports };
}

/** As a stack update does it that touches the rules: everybody is sent to what the template says. */
function resetByTemplate({ estate }: FakeAws): void {
  for (const rule of ['production', 'test'] as const) estate.rules[rule] = { blue: 100, green: 0 };
}

async function unsound({ session, ports }: { session: Session; ports: OperationsPorts }) {
  const found = await examine(ports, session.environment);
  return Object.fromEntries(found.filter((one) => one.health !== 'sound').map((one) => [one.check, one.health]));
}

const refusedWith = (code: string) => (error: OperationsError) => error.code === code && error.remedy !== '';

afterEach(async () => {
  await Promise.all(opened.splice(0).map((aws) => aws.close()));
});

describe('the truth about listener rules', () => {
  it('C10: is sound after a deployment that moved the users', async () => {
    const stage = await operator();
    assert.deepEqual(await unsound(stage), {});
    await assert.rejects(previewRepair(stage.session), refusedWith('nothing_to_do'));
  });

  it('C10, C11: a template that reset both rules is found by doctor and repaired by one command, with one record', async () => {
    const stage = await operator();
    resetByTemplate(stage.aws);
    assert.deepEqual(await unsound(stage), { users: 'wrong', targets: 'wrong', 'test rule': 'wrong' });
    const plan = await previewRepair(stage.session);
    assert.deepEqual(
      plan.steps.map((step) => step.kind === 'rule' && [step.rule, step.to]),
      [
        ['production', { 'sp-production-green': 100 }],
        ['test', { 'sp-production-green': 100 }],
      ],
    );
    assert.ok(!stage.aws.calls.includes('ModifyRule'), 'a preview changes nothing');
    const { outcome } = await repair(stage.session, 'a stack update sent users to blue');
    assert.equal(outcome, 'succeeded');
    assert.deepEqual(stage.aws.estate.rules.production, { blue: 0, green: 100 });
    assert.deepEqual(await unsound(stage), {});
    const records = await stage.ports.ledger.read(1);
    assert.equal(records.length, 1);
    assert.deepEqual(
      [records[0]?.kind, records[0]?.reason, records[0]?.actor, records[0]?.data.driver],
      ['repair', 'a stack update sent users to blue', 'ana', 'aws'],
    );
    assert.equal(findChainBreak(records, sha256), undefined);
  });

  it('a reading that is old is read again before anybody is woken', async () => {
    const stage = await operator();
    resetByTemplate(stage.aws);
    await repair(stage.session, 'first');
    stage.aws.disturb('DescribeRules', 'stale', 2);
    assert.deepEqual(await unsound(stage), {});
  });

  it('while ECS moves users a difference is no alarm, and nothing is repaired under it', async () => {
    const stage = await operator();
    beginRollout(stage.aws.estate);
    shiftUsers(stage.aws.estate, 10);
    stage.aws.estate.rules.production = { blue: 0, green: 100 };
    assert.deepEqual(await unsound(stage), { users: 'odd' });
    await assert.rejects(repair(stage.session, 'too early'), refusedWith('operation_under_way'));
    assert.deepEqual(await stage.ports.ledger.read(1), []);
  });

  it('but users who are sent where nobody answers are one, even then', async () => {
    const stage = await operator();
    beginRollout(stage.aws.estate);
    shiftUsers(stage.aws.estate, 10);
    stage.aws.estate.healthy.blue = 0;
    assert.equal((await unsound(stage)).users, 'wrong');
  });

  it('users are never repaired to where nothing is healthy', async () => {
    const stage = await operator();
    resetByTemplate(stage.aws);
    stage.aws.estate.healthy.green = 0;
    await assert.rejects(repair(stage.session, 'hope'), refusedWith('colour_empty'));
    assert.ok(!stage.aws.calls.includes('ModifyRule'));
  });

  it('a service whose deployments ECS has forgotten is repaired to the one release that runs', async () => {
    const stage = await operator();
    resetByTemplate(stage.aws);
    stage.aws.estate.deployments.splice(0);
    await repair(stage.session, 'months later');
    assert.deepEqual(stage.aws.estate.rules.production, { blue: 0, green: 100 });
  });
});

describe('a repair that is disturbed', () => {
  for (const fault of ['throttle', 'unavailable', 'lost-answer'] as const) {
    it(`succeeds when a write meets ${fault}, with one record`, async () => {
      const stage = await operator();
      resetByTemplate(stage.aws);
      stage.aws.disturb('ModifyRule', fault);
      assert.equal((await repair(stage.session, fault)).outcome, 'succeeded');
      assert.deepEqual(stage.aws.estate.rules.test, { blue: 0, green: 100 });
      assert.equal((await stage.ports.ledger.read(1)).length, 1);
      const writes = stage.aws.calls.filter((call) => call === 'ModifyRule').length;
      assert.equal(writes, fault === 'lost-answer' ? 2 : 3, 'a write that was done is not done again');
    });

    it(`reads on through ${fault}`, async () => {
      const stage = await operator();
      for (const action of ['DescribeServices', 'DescribeRules', 'ListServiceDeployments', 'DescribeTargetHealth']) {
        stage.aws.disturb(action, fault);
      }
      assert.deepEqual(await unsound(stage), {});
    });
  }

  it('waits for a reading that shows what it wrote', async () => {
    const stage = await operator();
    resetByTemplate(stage.aws);
    stage.aws.before('ModifyRule', () => stage.aws.disturb('DescribeRules', 'stale', 6));
    assert.equal((await repair(stage.session, 'stale')).outcome, 'succeeded');
  });

  it('stops when a deployment begins between the plan and the write', async () => {
    const stage = await operator();
    resetByTemplate(stage.aws);
    let readings = 0;
    stage.aws.before('DescribeServices', () => {
      readings += 1;
      // Three readings make the plan; the next one is the check before the write.
      if (readings === 4) beginRollout(stage.aws.estate);
    });
    const { outcome, operation } = await repair(stage.session, 'a race');
    assert.deepEqual([outcome, operation.failure?.code], ['failed', 'assumption_broken']);
    assert.ok(!stage.aws.calls.includes('ModifyRule'));
  });

  it('that may not write says which role to take on, and leaves a record of the attempt', async () => {
    const stage = await operator();
    resetByTemplate(stage.aws);
    stage.aws.disturb('ModifyRule', 'refused', 10);
    const { outcome, operation } = await repair(stage.session, 'as an observer');
    assert.deepEqual([outcome, operation.failure?.code], ['failed', 'driver_unavailable']);
    assert.match(operation.failure?.remedy ?? '', /repairer/);
    assert.equal((await stage.ports.ledger.read(1))[0]?.outcome, 'failed');
  });

  it('waits behind the lock of a colleague: one repairs, the other is refused', async () => {
    const stage = await operator();
    resetByTemplate(stage.aws);
    const outcomes = await Promise.allSettled([repair(stage.session, 'one'), repair(stage.session, 'two')]);
    const refused = outcomes.filter((it) => it.status === 'rejected').map(({ reason }) => reason.code);
    assert.deepEqual(refused, ['lock_held']);
    assert.equal((await stage.ports.ledger.read(1)).length, 1);
  });
});

describe('a deployment that is watched', () => {
  it('C10: is compared at every reading until it ends, and is good when users are where it meant them', async () => {
    const stage = await operator();
    const { estate } = stage.aws;
    // CloudFormation asks ECS only after a while: the deployment before this one is not taken for it.
    const steps = [
      () => beginRollout(estate),
      () => shiftUsers(estate, 10),
      () => shiftUsers(estate, 100),
      () => endRollout(estate),
    ];
    let readings = 0;
    stage.aws.before('DescribeServices', () => {
      readings += 1;
      if (readings % 3 === 0) steps.shift()?.();
    });
    const said: string[] = [];
    const session: Session = { ...stage.session, report: (it) => void (it.type === 'note' && said.push(it.sentence)) };
    const watched = await watchRollout(session);
    assert.deepEqual([watched.status, watched.wrong, watched.longestDifferenceMs], ['SUCCESSFUL', [], 0]);
    assert.ok(watched.readings >= 6);
    assert.match(
      said.join('\n'),
      /sp-production-green 90 %, sp-production-blue 10 %\n.*users go to sp-production-blue 100 %/,
    );
  });

  it('that does not begin is no success', async () => {
    const stage = await operator();
    await assert.rejects(watchRollout(stage.session), refusedWith('nothing_to_do'));
  });

  it('C10: tells when the rules stay elsewhere, and ends badly when they still are', async () => {
    const stage = await operator();
    const { estate } = stage.aws;
    beginRollout(estate);
    shiftUsers(estate, 100);
    estate.rules.production = { blue: 0, green: 100 };
    let readings = 0;
    stage.aws.before('DescribeServices', () => {
      readings += 1;
      if (readings === 16) endRollout(estate);
    });
    const said: string[] = [];
    const session: Session = { ...stage.session, report: (it) => void (it.type === 'note' && said.push(it.sentence)) };
    const watched = await watchRollout(session);
    assert.ok(watched.longestDifferenceMs >= 60_000);
    assert.match(said.join('\n'), /not what was asked for, for a minute and more/);
    assert.ok(watched.wrong.some(({ check }) => check === 'users'));
  });
});
