import { createHash, randomUUID } from 'node:crypto';
import { openMachineRig, realClock } from '@shared-payments/machine/testing/open-rig.ts';
import { startVisitors } from '@shared-payments/machine/testing/visitors.ts';
import {
  abort,
  deploy,
  environments,
  memoryJournal,
  memoryLedger,
  memoryLock,
  memoryMigrations,
  memoryReleases,
  memorySettings,
  type OperationsPorts,
  type Session,
} from '@shared-payments/operations';
import type { Soak } from './soak.ts';

const RUNS_MAX = 400;
const VISITS_PER_SECOND = 200;
const WORK_MS = 8;
const TOLD_EVERY = 10;
const ALLOWED_SHARE = 1 / 200;
const canary = [{ share: 0.5, minMs: 2_000, maxMs: 20_000 }];
const environment = { ...environments.local, canary, bakeMs: 0, warmUpRequests: 100 };
const NAMES = ['one', 'other'] as const;

/** Deployments of a release that behaves as the one before, with real processes and visitors, for so many minutes. */
export function identicalSoak(minutes: number): Soak {
  return {
    name: 'identical',
    title: `Deployments of identical releases under traffic for ${minutes} min: none should be taken back`,
    async run(progress) {
      const rig = await openMachineRig(
        Object.fromEntries(NAMES.map((name) => [`sha256:${name}`, { visits: { delayMs: WORK_MS } }])),
        { environment },
      );
      const session = sessionAt(rig.driver);
      await deploy(session, { revision: NAMES[0], reason: 'the first', isRework: false });
      const visitors = startVisitors(rig.driver.url, VISITS_PER_SECOND);
      const ends = new Map<string, number>();
      const untilMs = performance.now() + minutes * 60_000;
      let runs = 0;
      try {
        for (let now = 0; runs < RUNS_MAX && performance.now() < untilMs; runs += 1) {
          const end = await deployOnce(session, NAMES[1 - now] ?? NAMES[0]);
          ends.set(end, (ends.get(end) ?? 0) + 1);
          if (end === 'succeeded') now = 1 - now;
          if (runs % TOLD_EVERY === TOLD_EVERY - 1) progress(`${runs + 1} deployments, ${JSON.stringify([...ends])}`);
        }
      } finally {
        await visitors.stop();
        await rig.close();
      }
      return resultOf(runs, ends);
    },
  };
}

/** How it ended: `succeeded`, `paused`, or the code of what went wrong. */
async function deployOnce(session: Session, revision: string): Promise<string> {
  const { outcome, operation } = await deploy(session, { revision, reason: 'the same', isRework: false });
  if (outcome === 'paused') await abort(session, 'nobody decides');
  return operation.failure !== undefined && outcome !== 'paused' ? operation.failure.code : outcome;
}

function resultOf(runs: number, ends: ReadonlyMap<string, number>) {
  const takenBack = ends.get('verdict_failed') ?? 0;
  const bound = takenBack === 0 ? `below ${(300 / runs).toFixed(2)} % with 95 % confidence` : 'see findings';
  return {
    figures: [
      ['deployments', runs],
      ...[...ends].map(([end, count]) => [end.replaceAll('_', ' '), count] as const),
      ['taken back by the verdict', `${takenBack}, ${bound}`],
    ] as const,
    findings: takenBack <= Math.max(0, runs * ALLOWED_SHARE) ? [] : [`${takenBack} of ${runs} were taken back`],
  };
}

function sessionAt(driver: OperationsPorts['driver']): Session {
  const releases = NAMES.map((name) => ({
    digest: `sha256:${name}`,
    version: name,
    revision: name,
    committedAtMs: 0,
    builtAtMs: 0,
    migrations: [],
    requiredSettings: [],
  }));
  const ports = {
    driver,
    clock: realClock,
    sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
    newId: randomUUID,
    ledger: memoryLedger(),
    lock: memoryLock(),
    journal: memoryJournal(),
    settings: memorySettings([]),
    releases: memoryReleases(releases),
    migrations: memoryMigrations(),
  };
  return { ports, environment, actor: 'soak', owner: 'soak@here', report: () => {} };
}
