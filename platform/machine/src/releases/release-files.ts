import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Release } from '@shared-payments/operations';

/** A release as it is stored, with what building the next one needs to know. */
export interface KeptRelease extends Release {
  /** Git's name of the content it was built from, and the form it was built in. */
  readonly builtFrom: string;
  /** Equal for releases with the same packages. */
  readonly packagesKey: string;
  /** Digest of the dependency tree alone. */
  readonly dependencies: string;
}

/** Folders of the releases of one environment. A release is there whole or not at all: it arrives and leaves by a rename. */
export interface ReleaseFiles {
  /** Newest first. */
  list(): readonly KeptRelease[];
  /** Where the content of a release is; nothing is said of whether it is there. */
  contentOf(digest: string): string;
  /** A folder for a build; it and all of dead builds are swept away by the next `workshop`. */
  workshop(): string;
  /** Moves a finished build in place, over a damaged one of the same digest. */
  keep(built: string, digest: string): void;
  remove(digest: string): void;
}

/** Beside the content, so that it is no part of the digest it holds. */
export const MANIFEST = 'manifest.json';
// No build takes this long, also one whose process number was given to another process since.
const OLDEST_BUILD_MS = 3_600_000;

export function releaseFiles(directory: string): ReleaseFiles {
  const kept = join(directory, 'kept');
  const building = join(directory, 'building');
  const folderOf = (digest: string) => join(kept, digest.replace('sha256:', ''));
  const workshop = () => {
    mkdirSync(kept, { recursive: true });
    mkdirSync(building, { recursive: true });
    for (const name of readdirSync(building)) if (isAbandoned(building, name)) sweep(join(building, name));
    const fresh = join(building, `${process.pid}-${randomUUID()}`);
    mkdirSync(fresh);
    return fresh;
  };
  const remove = (digest: string) => {
    const rubbish = join(workshop(), 'removed');
    renameSync(folderOf(digest), rubbish);
    rmSync(join(rubbish, '..'), FORCED);
  };
  return {
    workshop,
    remove,
    contentOf: (digest) => join(folderOf(digest), 'content'),
    list: () => {
      const names = existsSync(kept) ? readdirSync(kept) : [];
      return names
        .flatMap((name) => readManifest(join(kept, name, MANIFEST)) ?? [])
        .toSorted((one, other) => other.builtAtMs - one.builtAtMs);
    },
    keep: (built, digest) => {
      if (existsSync(folderOf(digest))) remove(digest);
      renameSync(built, folderOf(digest));
    },
  };
}

/** Undefined when a power cut left none: then the release is not there, and is built again over what is left of it. */
function readManifest(path: string): KeptRelease | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as KeptRelease;
  } catch {
    return undefined;
  }
}

const FORCED = { recursive: true, force: true } as const;

/** What a killed build had started may write on for a moment. Left to the next `workshop` when it writes longer than that. */
function sweep(path: string): void {
  try {
    rmSync(path, { ...FORCED, maxRetries: 5, retryDelay: 20 });
  } catch {
    // A build does not fail for what is left of another.
  }
}

function isAbandoned(building: string, name: string): boolean {
  const pid = Number(name.split('-')[0]);
  const madeAtMs = statSync(join(building, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return pid !== process.pid && (!isRunning(pid) || Date.now() - madeAtMs > OLDEST_BUILD_MS);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
