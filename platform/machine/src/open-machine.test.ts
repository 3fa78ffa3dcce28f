import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import {
  type Behaviour,
  deploy,
  environments,
  healthy,
  OperationsError,
  rollback,
  seededRandom,
  simulatedClock,
  simulatedMachine,
} from '@shared-payments/operations';
import type { MachineDriverOptions } from './driver/machine-driver.ts';
import { joinMachine, type Machine, type MachineOptions } from './open-machine.ts';
import { smallRepository } from './releases/testing/small-repository.ts';

const folder = mkdtempSync(join(tmpdir(), 'shared-payments-machine-'));
let rigs = 0;

after(() => rmSync(folder, { recursive: true, force: true }));

/** Stands in for processes, which have tests of their own: whatever the releases hold, they run well. */
function simulatedDriver(clock: ReturnType<typeof simulatedClock>) {
  const behaviours = { get: (): Behaviour => healthy } as unknown as ReadonlyMap<string, Behaviour>;
  const machine = simulatedMachine({ clock, random: seededRandom(1), requestsPerSecond: 100, behaviours });
  const asked: MachineDriverOptions[] = [];
  const ended: string[] = [];
  const open = async (options: MachineDriverOptions) => {
    asked.push(options);
    return {
      ...machine,
      url: 'http://localhost',
      close: async () => void ended.push('closed'),
      shutDown: async () => void ended.push('shut down'),
      usage: async () => [],
      upgradeEdge: async () => ({ before: 1, after: 2 }),
    };
  };
  return { open, asked, ended };
}

async function freshRig(options: Partial<MachineOptions> = {}) {
  rigs += 1;
  const repository = join(folder, `${rigs}/repository`);
  const directory = join(folder, `${rigs}/place`);
  for (const path of [repository, directory]) mkdirSync(path, { recursive: true });
  const { commit } = smallRepository(repository);
  writeFileSync(join(directory, 'settings.env'), 'DATABASE_PATH=here\nLOG_LEVEL=warn\n');
  const clock = simulatedClock();
  const driver = simulatedDriver(clock);
  const warnings: string[] = [];
  const opened: Machine[] = [];
  const open = async () => {
    const warn = (sentence: string) => void warnings.push(sentence);
    const base = { directory, environment: environments.local, repository, clock, port: 0, warn };
    const machine = await joinMachine({ ...base, ...options }, driver.open);
    opened.push(machine);
    return machine;
  };
  const machine = await open();
  after(() => Promise.all(opened.map((one) => one.close())));
  return { machine, open, commit, driver, directory, repository, warnings };
}

const sessionOf = (ports: Machine) => ({
  ports,
  environment: environments.local,
  actor: 'ana',
  owner: 'ana@one',
  report: () => {},
});

describe('one machine', () => {
  it('deploys revisions, migrates the data, and rolls back, with everything on disk but the processes', async () => {
    const { machine, open, commit } = await freshRig();
    const session = sessionOf(machine);
    const first = await deploy(session, { revision: 'HEAD', reason: 'the first', isRework: false });
    assert.equal(first.outcome, 'succeeded', JSON.stringify(first.operation.failure));
    commit({ 'migrations/0002-second.expand.sql': '' });
    const second = await deploy(session, { revision: 'HEAD', reason: 'the second', isRework: false });
    assert.equal(second.outcome, 'succeeded');
    assert.deepEqual(await machine.migrations.applied(), ['0001-first', '0002-second']);
    assert.equal((await rollback(session, { reason: 'as a test' })).outcome, 'succeeded');
    const seen = await open();
    const records = await seen.ledger.read(1);
    assert.deepEqual(
      records.map((record) => record.kind),
      ['deployment', 'deployment', 'rollback'],
    );
    assert.equal(records[2]?.data.to, first.operation.plan.to);
    assert.equal((await seen.driver.inspect()).jobsRelease, first.operation.plan.to);
  });

  it('gives processes their settings, and where the data is', async () => {
    const { driver, directory, repository } = await freshRig();
    const environment = driver.asked[0]?.workerEnvironment ?? {};
    assert.equal(environment.LOG_LEVEL, 'warn');
    assert.equal(environment.DATA_DIR, join(repository, 'data'));
    const elsewhere = await freshRig({ environment: environments.production });
    const other = elsewhere.driver.asked[0]?.workerEnvironment ?? {};
    assert.equal(other.DATA_DIR, join(elsewhere.directory, 'data'));
    assert.equal(other.PUBLIC_URL, 'https://sharedpayments.com');
    assert.equal(driver.asked[0]?.directory, join(directory, 'run'));
  });

  it('quotes a migration that failed and goes back to the release before', async () => {
    const { machine, commit } = await freshRig();
    const session = sessionOf(machine);
    await deploy(session, { revision: 'HEAD', reason: 'the first', isRework: false });
    commit({ 'migrations/0009-broken.expand.sql': '' });
    const result = await deploy(session, { revision: 'HEAD', reason: 'the second', isRework: false });
    assert.equal(result.outcome, 'failed');
    assert.equal(result.operation.failure?.code, 'migration_failed');
    assert.match(result.operation.failure?.message ?? '', /this one cannot be applied/);
  });

  it('applies no migration for a command that was overtaken', async () => {
    const { machine } = await freshRig();
    const { digest } = await machine.releases.build({ revision: 'HEAD' });
    await machine.migrations.apply(digest, '0001-first', 5);
    await assert.rejects(
      machine.migrations.apply(digest, '0001-first', 4),
      (error: unknown) => error instanceof OperationsError && error.code === 'fenced_off',
    );
  });

  it('runs the work tree where it is allowed, and knows when it was changed since', async () => {
    const { machine, repository } = await freshRig({ allowsWorkTree: true });
    const { digest } = await machine.releases.build({ revision: '.' });
    assert.match(digest, /^dev-[0-9a-f]{24}$/);
    const result = await deploy(sessionOf(machine), { revision: '.', reason: 'a start', isRework: false });
    assert.deepEqual([result.outcome, result.operation.plan.to], ['succeeded', digest]);
    assert.equal(
      (await deploy(sessionOf(machine), { revision: 'HEAD', reason: 'next', isRework: false })).outcome,
      'succeeded',
    );
    writeFileSync(join(repository, 'apps/api/main.mjs'), 'changed');
    assert.equal(await machine.releases.isIntact(digest), false);
    assert.notEqual((await machine.releases.build({ revision: '.' })).digest, digest);
    const { machine: production } = await freshRig();
    await assert.rejects(production.releases.build({ revision: '.' }), /Git knows no revision \./);
  });

  it('as a guest uses the releases of another environment and removes none', async () => {
    const host = await freshRig();
    const { digest } = await host.machine.releases.build({ revision: 'HEAD' });
    const guest = await freshRig({ releases: join(host.directory, 'releases') });
    assert.equal((await guest.machine.releases.get(digest)).digest, digest);
    assert.deepEqual(await guest.machine.releases.prune([]), []);
  });

  it('warns of a ledger that was changed', async () => {
    const { machine, open, warnings } = await freshRig();
    const entry = { seq: 1, kind: 'proof', environment: 'local', operationId: '1', actor: 'ana', reason: '' } as const;
    const times = { startedAtMs: 1, endedAtMs: 2, outcome: 'succeeded', data: {} } as const;
    await machine.ledger.append({ ...entry, ...times, previous: '0'.repeat(64), hash: 'f'.repeat(64) });
    await open();
    assert.match(warnings.join(), /ledger is damaged: Record 1 was changed/);
  });
});
