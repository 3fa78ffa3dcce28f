import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { describe, it } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type MachineRig, openMachineRig, realClock } from '@shared-payments/machine/testing/open-rig.ts';
import type { ReleaseBehaviour } from '@shared-payments/machine/testing/releases.ts';
import { startVisitors, type Visitors } from '@shared-payments/machine/testing/visitors.ts';
import {
  defaultVerdictSettings,
  type Environment,
  environments,
  memoryJournal,
  memoryLedger,
  memoryLock,
  memoryMigrations,
  memoryReleases,
  memorySettings,
  OperationsError,
  type OperationsPorts,
  type Release,
} from '@shared-payments/operations';
import type { Desk } from '../command-line/command.ts';
import { type JsonDocument, runCommandLine } from '../command-line/run.ts';
import { estateOf } from '../wiring/estate-programs.ts';
import { allCommands } from './all-commands.ts';

interface BadRelease {
  readonly kind: string;
  readonly behaviour?: ReleaseBehaviour;
  readonly code: string;
  /** What the message must say of the cause. */
  readonly because: RegExp;
}

const GATES: readonly BadRelease[] = [
  { kind: 'crash', behaviour: { boot: 'crash' }, code: 'crashed_at_boot', because: /this release cannot start/ },
  { kind: 'hang', behaviour: { boot: 'hang' }, code: 'not_ready_in_time', because: /after 5 s/ },
  {
    kind: 'unready',
    behaviour: { boot: 'never-ready' },
    code: 'not_ready_in_time',
    because: /the store does not answer/,
  },
  { kind: 'lie', behaviour: { boot: 'lie' }, code: 'wrong_version', because: /it reports sha256:other/ },
  { kind: 'secret', behaviour: { boot: 'setting' }, code: 'setting_missing', because: /SECRET_NAME has no value/ },
  { kind: 'unset', code: 'setting_missing', because: /no value here: GATEWAY_KEY/ },
  { kind: 'schema', behaviour: { boot: 'schema' }, code: 'schema_too_new', because: /the data is newer/ },
  { kind: 'port', behaviour: { boot: 'port' }, code: 'port_taken', because: /listen/ },
  { kind: 'module', behaviour: { boot: 'module' }, code: 'release_damaged', because: /not-in-this-release/ },
  { kind: 'altered', code: 'release_damaged', because: /not those it was built with/ },
  { kind: 'migration', code: 'migration_failed', because: /no such table/ },
  {
    kind: 'smoke',
    behaviour: { isSmoking: true },
    code: 'smoke_failed',
    because: /currencies answers 500 instead of 200/,
  },
  { kind: 'open', behaviour: { isOpen: true }, code: 'smoke_failed', because: /groups answers 200 instead of 401/ },
];

const UNDER_TRAFFIC: readonly BadRelease[] = [
  { kind: 'half', behaviour: { visits: { failsEvery: 2 } }, code: 'verdict_failed', because: /its requests failed/ },
  {
    kind: 'twentieth',
    behaviour: { visits: { failsEvery: 20 } },
    code: 'verdict_failed',
    because: /its requests failed/,
  },
  { kind: 'slow', behaviour: { visits: { delayMs: 200 } }, code: 'verdict_failed', because: /its requests took over/ },
  { kind: 'tail', behaviour: { visits: { tailEvery: 5, tailMs: 700 } }, code: 'verdict_failed', because: /took over/ },
  { kind: 'leak', behaviour: { visits: { leakBytes: 100_000 } }, code: 'verdict_failed', because: /memory grows by/ },
  { kind: 'dying', behaviour: { visits: { diesAfter: 40 } }, code: 'verdict_failed', because: /crashed|failed/ },
  { kind: 'money', behaviour: { visits: { losesMoneyAfter: 50 } }, code: 'verdict_failed', because: /EUR is off by 1/ },
];

const digestOf = (kind: string) => `sha256:${kind}`;
const GOOD = digestOf('good');
const VISITS_PER_SECOND = 200;
// Every release works for its answers: a threshold below a millisecond would judge the machine.
const WORK_MS = 8;
// A leak shows after sixteen of these; the rest is as strict as it is for users.
const MEMORY_WINDOW_MS = 300;
const { memory } = defaultVerdictSettings;
const verdict = { ...defaultVerdictSettings, memory: { ...memory, windowMs: MEMORY_WINDOW_MS } };

function releaseOf({ kind }: Pick<BadRelease, 'kind'>): Release {
  const requiredSettings = kind === 'unset' ? ['GATEWAY_KEY'] : [];
  const migrations = kind === 'migration' ? [{ id: '0002-broken', phase: 'expand' } as const] : [];
  const times = { committedAtMs: 0, builtAtMs: 0 };
  return { digest: digestOf(kind), version: kind, revision: kind, ...times, migrations, requiredSettings };
}

/** Real processes behind a real edge; releases, ledger and lock, which have tests of their own, in memory. */
function portsOf({ driver }: MachineRig, bad: readonly BadRelease[]): OperationsPorts {
  const releases = memoryReleases([{ kind: 'good' }, ...bad].map(releaseOf));
  return {
    driver,
    clock: realClock,
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
    newId: randomUUID,
    ledger: memoryLedger(),
    lock: memoryLock(),
    journal: memoryJournal(),
    settings: memorySettings([]),
    releases: { ...releases, isIntact: async (digest) => digest !== digestOf('altered') },
    migrations: {
      ...memoryMigrations(),
      apply: async () => {
        throw new OperationsError({ code: 'migration_failed', message: 'no such table: bills', remedy: 'Repair it.' });
      },
    },
  };
}

async function openPlace(bad: readonly BadRelease[], changed: Partial<Environment>) {
  const all: readonly Pick<BadRelease, 'kind' | 'behaviour'>[] = [{ kind: 'good' }, ...bad];
  const behaviours = Object.fromEntries(
    all.map(({ kind, behaviour }) => {
      return [digestOf(kind), { ...behaviour, visits: { delayMs: WORK_MS, ...behaviour?.visits } }];
    }),
  );
  const environment = { ...environments.local, readyTimeoutMs: 5_000, drainMs: 5_000, bakeMs: 0, ...changed };
  const rig = await openMachineRig(behaviours, { environment });
  const ports = portsOf(rig, bad);
  const session = { ports, environment, actor: 'ana', owner: 'ana@one', report: () => {}, verdict };
  const output = { print: () => {}, say: () => {}, report: () => {} };
  const openRehearsal = () => Promise.reject(new Error('nothing is rehearsed here'));
  const desk: Desk = {
    session,
    ports,
    url: rig.driver.url,
    isJson: true,
    openRehearsal,
    estate: estateOf('.'),
    ...output,
  };
  const deploy = async (kind: string) => {
    const printed: string[] = [];
    const terminal = { print: (line: string) => void printed.push(line), say: () => {}, nowMs: Date.now };
    const openDesk = async () => ({ desk, close: async () => {} });
    const code = await runCommandLine(['deploy', kind, '--json'], allCommands, terminal, openDesk);
    return { code, document: JSON.parse(printed.join('')) as JsonDocument };
  };
  const first = await deploy('good');
  assert.equal(first.code, 0, JSON.stringify(first.document));
  return { rig, ports, deploy, visitors: startVisitors(rig.driver.url, VISITS_PER_SECOND) };
}

interface StepFacts {
  readonly direction: string;
  readonly kind: string;
  readonly tookMs: number;
}

// Users before and after a canary: its bad answers are counted against a quarter of a minute in all.
const AROUND_MS = 5_000;

type OpenPlace = Awaited<ReturnType<typeof openPlace>>;

/** Deploys a bad release; it must end on the old one, with an exit code and the cause. */
async function deployBad({ rig, deploy }: OpenPlace, { kind, code, because }: BadRelease): Promise<void> {
  const { code: exitCode, document } = await deploy(kind);
  const result = document.result as { failure?: { code: string; message: string } } | null;
  const failure = result?.failure ?? document.error;
  assert.equal(exitCode, 1, `${kind}: ${JSON.stringify(document)}`);
  assert.equal(failure?.code, code, `${kind}: ${failure?.message}`);
  assert.match(failure?.message ?? '', because, kind);
  const state = await rig.driver.inspect();
  assert.deepEqual([state.split, state.green, state.blue?.release], [{ blue: 1, green: 0 }, undefined, GOOD], kind);
  assert.equal(state.jobsRelease, GOOD, kind);
}

/** Ends the visits and the machine, whatever came of it: processes would outlive the test. */
async function during(place: OpenPlace, work: (visitors: Visitors) => Promise<void>): Promise<void> {
  try {
    await work(place.visitors);
  } finally {
    await place.visitors.stop();
    await place.rig.close();
  }
}

describe('20 kinds of bad release on a machine', { concurrency: 2 }, () => {
  it('of which 13 fail a gate: no user meets one, nobody is refused, and the cause is named', async () => {
    const place = await openPlace(GATES, { canary: [] });
    await during(place, async (visitors) => {
      for (const bad of GATES) await deployBad(place, bad);
      const { byRelease, unanswered, visits } = await visitors.take();
      assert.ok(visits > 500, String(visits));
      assert.deepEqual([[...byRelease.keys()], unanswered, byRelease.get(GOOD)?.bad], [[GOOD], 0, 0]);
    });
  });

  it('of which 7 only show under traffic: a canary finds each and sends its users back', async (test) => {
    const canary = [{ share: 0.5, minMs: 15_000, maxMs: 30_000 }];
    const place = await openPlace(UNDER_TRAFFIC, { canary, pollMs: 200, whenInconclusive: 'hold' });
    await during(place, async (visitors) => {
      await wait(1_000);
      for (const bad of UNDER_TRAFFIC) {
        await visitors.take();
        const beganAtMs = Date.now();
        await deployBad(place, bad);
        const tookMs = Date.now() - beganAtMs;
        const met = (await visitors.take()).byRelease.get(digestOf(bad.kind));
        assert.ok((met?.answers ?? 0) > 0, `${bad.kind} had users, or its canary proves nothing`);
        test.diagnostic(`${bad.kind}: back after ${tookMs} ms, ${met?.answers} answers, ${met?.bad} bad`);
      }
    });
  });

  it('of which one fails every second request: found in 10 s, back 1 s later, 0.5 % bad answers at most', async (test) => {
    const half = UNDER_TRAFFIC.filter(({ kind }) => kind === 'half');
    const place = await openPlace(half, { canary: [{ share: 0.05, minMs: 5_000, maxMs: 20_000 }] });
    await during(place, async (visitors) => {
      await wait(AROUND_MS);
      for (const bad of half) await deployBad(place, bad);
      await wait(AROUND_MS);
      const { byRelease, unanswered, visits } = await visitors.take();
      const badAnswers = unanswered + [...byRelease.values()].reduce((sum, { bad }) => sum + bad, 0);
      const steps = (await place.ports.ledger.last())?.data.steps as unknown as readonly StepFacts[];
      const foundMs = steps.find(({ kind }) => kind === 'canary')?.tookMs ?? Number.NaN;
      const backMs =
        steps.find(({ direction, kind }) => direction === 'back' && kind === 'traffic')?.tookMs ?? Number.NaN;
      test.diagnostic(`found after ${foundMs} ms, back ${backMs} ms later, ${badAnswers} of ${visits} answers bad`);
      assert.ok(badAnswers > 0 && badAnswers <= visits / 200, `${badAnswers} of ${visits} bad`);
      assert.ok(foundMs <= 10_000 && backMs <= 1_000, `${foundMs} and ${backMs} ms`);
    });
  });
});
