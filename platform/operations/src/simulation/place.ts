import type { OperationsPorts, Sha256 } from '../ports/operations-ports.ts';
import type { Migration, Release } from '../ports/release-store.ts';
import { type Behaviour, healthy } from './behaviour.ts';
import { type SimulatedClock, simulatedClock } from './clock.ts';
import { type SimulatedMachine, simulatedMachine } from './machine.ts';
import { seededRandom } from './random.ts';
import { memoryJournal, memoryLedger, memoryLock, memoryMigrations, memoryReleases, memorySettings } from './stores.ts';

export interface SimulatedRelease {
  readonly version: string;
  readonly behaviour?: Behaviour;
  readonly migrations?: readonly Migration[];
  readonly requiredSettings?: readonly string[];
}

export interface SimulatedPlace extends OperationsPorts {
  readonly driver: SimulatedMachine;
  readonly clock: SimulatedClock;
}

export interface PlaceOptions {
  readonly releases: readonly SimulatedRelease[];
  readonly requestsPerSecond: number;
  readonly seed: number;
  readonly sha256: Sha256;
}

const MINUTE_MS = 60_000;

/** A whole place to run in memory, for tests of plans and for trying commands out: releases by version, users, time. */
export function simulatedPlace({ releases, requestsPerSecond, seed, sha256 }: PlaceOptions): SimulatedPlace {
  const clock = simulatedClock();
  const behaviours = new Map(releases.map((one) => [digestOf(one.version), one.behaviour ?? healthy]));
  const driver = simulatedMachine({ clock, random: seededRandom(seed), requestsPerSecond, behaviours });
  let ids = 0;
  return {
    driver,
    clock,
    sha256,
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    ledger: memoryLedger(),
    lock: memoryLock(),
    journal: memoryJournal(),
    migrations: memoryMigrations(),
    releases: memoryReleases(
      releases.map((one, index) => releaseOf(one, clock.nowMs() + (index - releases.length) * MINUTE_MS)),
    ),
    settings: memorySettings(['DATABASE_PATH']),
  };
}

/** Digest of a simulated release. */
export function digestOf(version: string): string {
  return `sha256:${version}`;
}

function releaseOf({ version, migrations, requiredSettings }: SimulatedRelease, builtAtMs: number): Release {
  return {
    digest: digestOf(version),
    version,
    revision: `${version}-commit`,
    committedAtMs: builtAtMs - MINUTE_MS,
    builtAtMs,
    migrations: migrations ?? [],
    requiredSettings: requiredSettings ?? ['DATABASE_PATH'],
  };
}
