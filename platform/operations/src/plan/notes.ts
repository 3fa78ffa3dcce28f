import type { Release } from '../ports/release-store.ts';
import { type ContractDecision, pending } from './data-rules.ts';
import { changedSettings, type Situation } from './situation.ts';

/** What differs, what happens to the data, and whether one can come back: one sentence each. */
export function deploymentNotes(
  situation: Situation,
  release: Release,
  previous: Release | undefined,
  contracts: readonly ContractDecision[],
): readonly string[] {
  return [
    previous === undefined
      ? `${nameOf(release)} is the first release here`
      : `${nameOf(previous)} → ${nameOf(release)}`,
    ...settingNotes(situation),
    ...migrationNotes(situation, release),
    ...contracts.map(contractNote),
    rollbackNote(previous, contracts),
  ];
}

export function nameOf(release: Release): string {
  const { version, digest, revision } = release;
  // Files that run as they lie have one name for both.
  return digest === revision
    ? shortName(release)
    : `${version} (${shortDigest(digest)}, commit ${revision.slice(0, 7)})`;
}

/** Version and commit: what tells two releases apart in a line. */
export function shortName(release: Release): string {
  return `${release.version} (${release.revision.slice(0, 7)})`;
}

/** The first twelve digits, enough to find it again. */
export function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, 12);
}

function settingNotes(situation: Situation): readonly string[] {
  const changed = changedSettings(situation) ?? [];
  return changed.length === 0 ? [] : [`Settings changed since the last deployment: ${changed.join(', ')}`];
}

function migrationNotes(situation: Situation, release: Release): readonly string[] {
  const expand = pending(situation, release, 'expand').map((one) => `expand ${one.id} before the start`);
  const backfill = pending(situation, release, 'backfill').map((one) => `backfill ${one.id} once it has all users`);
  const changes = [...expand, ...backfill];
  return changes.length === 0 ? [] : [`Data: ${changes.join(', ')}`];
}

function contractNote({ migration, blockedBecause }: ContractDecision): string {
  return blockedBecause === undefined
    ? `Data: contract ${migration.id} after the old release has left`
    : `Data: contract ${migration.id} waits: ${blockedBecause}`;
}

function rollbackNote(previous: Release | undefined, contracts: readonly ContractDecision[]): string {
  if (previous === undefined) return 'Rollback: none, there is no release before this one';
  const runs = contracts.filter((one) => one.blockedBecause === undefined).length;
  const until = runs === 0 ? 'as long as it is kept' : 'also after the contract, which it can live with';
  return `Rollback: to ${shortName(previous)} at once until it leaves, then by starting it again, ${until}`;
}
