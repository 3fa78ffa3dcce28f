import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Release, type ReleaseStore, releaseUnknown } from '@shared-payments/operations';
import { buildKey, buildRelease, isReleaseIntact } from './build-release.ts';
import { type KeptRelease, releaseFiles } from './release-files.ts';
import { findRevision } from './revision.ts';
import { isWorkTree, WORK_TREE, workTreeDigest, workTreeRecord, workTreeRelease } from './work-tree.ts';

/** A release so young is not pruned: a plan that was only looked at, or is about to begin, may name it. */
export const YOUNG_MS = 3_600_000;

export interface MachineReleasesOptions {
  /** Where releases are kept. */
  readonly directory: string;
  /** The git work tree they are built from. */
  readonly repository: string;
  /** Digests of releases that processes run from now: they stay whatever a plan says. */
  readonly inUse: () => Promise<readonly string[]>;
  readonly nowMs: () => number;
  /** Whether the revision `.` means the files as they lie in the repository; otherwise only commits are released. */
  readonly allowsWorkTree?: boolean;
}

export interface MachineReleases extends ReleaseStore {
  /** The folder a release runs from. Throws `release_unknown`. */
  directoryOf(digest: string): Promise<string>;
}

/**
 * Releases as folders of this machine, built from git. `prune` keeps what the plan names (the newest `keptReleases` of the
 * environment and both sides of the deployment), what runs, and what is younger than `YOUNG_MS`.
 */
export function machineReleases(options: MachineReleasesOptions): MachineReleases {
  const { directory, repository, inUse, nowMs, allowsWorkTree = false } = options;
  const files = releaseFiles(directory);
  const workTree = workTreeRecord(join(directory, 'work-tree.json'));
  const list = (): readonly Release[] =>
    [...files.list().map(releaseOf), ...[workTree.read() ?? []].flat()].toSorted(
      (one, other) => other.builtAtMs - one.builtAtMs,
    );
  const find = (name: string): Release => {
    const found = list().filter(({ digest }) => digest.startsWith(name) || digest.startsWith(`sha256:${name}`));
    const [release] = found;
    if (name === '' || release === undefined || found.length > 1) throw releaseUnknown(name);
    return release;
  };
  const isIntact = async (digest: string) =>
    isWorkTree(digest) ? (await workTreeDigest(repository)) === digest : isReleaseIntact(files, digest);
  return {
    build: async ({ revision: name }) => {
      if (name === WORK_TREE && allowsWorkTree) {
        const release = await workTreeRelease(repository, nowMs());
        workTree.write(release);
        return release;
      }
      const revision = await findRevision(repository, name);
      const found = files.list().find((one) => one.builtFrom === buildKey(revision));
      const isGood = found !== undefined && (await isReleaseIntact(files, found.digest));
      return releaseOf(isGood ? found : await buildRelease(files, repository, revision));
    },
    list: async () => list(),
    get: async (digest) => find(digest),
    isIntact: async (digest) => isIntact(find(digest).digest),
    directoryOf: async (name) => {
      const { digest } = find(name);
      const path = isWorkTree(digest) ? repository : files.contentOf(digest);
      if (!existsSync(path)) throw releaseUnknown(digest);
      return path;
    },
    prune: async (keep) => {
      const stays = [...keep, ...(await inUse())];
      const removed = files
        .list()
        .filter(({ digest, builtAtMs }) => !stays.includes(digest) && nowMs() - builtAtMs >= YOUNG_MS)
        .map((one) => one.digest);
      for (const digest of removed) files.remove(digest);
      return removed;
    },
  };
}

function releaseOf(kept: KeptRelease): Release {
  const { builtFrom: _from, packagesKey: _key, dependencies: _dependencies, ...release } = kept;
  return release;
}
