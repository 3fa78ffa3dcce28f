import type { Migration, Release } from '../ports/release-store.ts';
import { type Situation, servingSince } from './situation.ts';

/** A contract that was applied to the data and that a release cannot live with. */
export interface Lockout {
  readonly contract: Migration;
  /** Kept releases that can live with it, newest first. */
  readonly alternatives: readonly Release[];
}

/**
 * The contract that keeps a release from running on today's data, if any. A release lives with a contract when it declares
 * the contract itself or the migration the contract requires; expand and backfill lock nobody out.
 */
export function findLockout(situation: Situation, release: Release): Lockout | undefined {
  const known = situation.releases.flatMap((one) => one.migrations);
  const applied = situation.appliedMigrations.flatMap((id) => known.find((migration) => migration.id === id) ?? []);
  const contracts = applied.filter((migration) => migration.phase === 'contract');
  const contract = contracts.find((one) => !livesWith(release, one));
  if (contract === undefined) return undefined;
  const alternatives = situation.releases.filter((one) => contracts.every((each) => livesWith(one, each)));
  return { contract, alternatives };
}

export interface ContractDecision {
  readonly migration: Migration;
  /** Why it has to wait; undefined when it may run. */
  readonly blockedBecause: string | undefined;
}

/**
 * Which contracts of a release may run at the end of its deployment. One is blocked while the release that has the users
 * until then may come back and could not live with it, or has not served for the environment's waiting time.
 */
export function decideContracts(
  situation: Situation,
  release: Release,
  previous: Release | undefined,
): readonly ContractDecision[] {
  return pending(situation, release, 'contract').map((migration) => ({
    migration,
    blockedBecause: previous === undefined ? undefined : blockOf(situation, migration, previous),
  }));
}

/** A release's migrations of one phase that are not applied yet, in order. */
export function pending(situation: Situation, release: Release, phase: Migration['phase']): readonly Migration[] {
  return release.migrations.filter((one) => one.phase === phase && !situation.appliedMigrations.includes(one.id));
}

function blockOf(situation: Situation, migration: Migration, previous: Release): string | undefined {
  if (!livesWith(previous, migration)) {
    return `${previous.version} may come back and does not know ${migration.requires ?? migration.id}`;
  }
  const waitMs = situation.environment.contractAfterMs;
  const sinceMs = servingSince(situation.history, previous.digest);
  if (sinceMs !== undefined && situation.nowMs - sinceMs >= waitMs) return undefined;
  return waitMs === 0 ? undefined : `${previous.version} has to serve for ${days(waitMs)} first`;
}

function livesWith(release: Release, contract: Migration): boolean {
  return release.migrations.some((one) => one.id === contract.id || one.id === contract.requires);
}

function days(durationMs: number): string {
  return `${Math.round(durationMs / 86_400_000)} days`;
}
