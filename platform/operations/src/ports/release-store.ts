/** expand adds, backfill fills, contract takes away. Only contract can lock an older release out. */
export type MigrationPhase = 'expand' | 'backfill' | 'contract';

/** A migration as a release declares it. */
export interface Migration {
  readonly id: string;
  readonly phase: MigrationPhase;
  /** For contract: releases that declare this migration work on the data afterwards, all others do not. */
  readonly requires?: string;
}

/** One version of everything that runs, immutable, named by the digest of its content. */
export interface Release {
  /** `sha256:` and 64 hex digits over the content, dependency tree included. */
  readonly digest: string;
  /** The product's version, `1.4.0`. */
  readonly version: string;
  /** The full git commit it was built from. */
  readonly revision: string;
  readonly committedAtMs: number;
  readonly builtAtMs: number;
  /** Every migration the release knows, in order, those of its past included. */
  readonly migrations: readonly Migration[];
  /** Names of settings and secrets without which it refuses to start. */
  readonly requiredSettings: readonly string[];
}

export interface BuildRequest {
  /** A commit, tag or branch. */
  readonly revision: string;
}

/** The releases kept where they run. */
export interface ReleaseStore {
  /** Builds or finds the release of a revision. Throws `build_failed` with the last lines, `release_unknown` for no such revision. */
  build(request: BuildRequest): Promise<Release>;
  /** Newest first. */
  list(): Promise<readonly Release[]>;
  /** By digest or an unambiguous start of it. Throws `release_unknown`. */
  get(digest: string): Promise<Release>;
  /** Recomputes the digest of what is stored; false when content changed. Throws `release_unknown`. */
  isIntact(digest: string): Promise<boolean>;
  /** Removes every release but these; returns the digests removed. */
  prune(keep: readonly string[]): Promise<readonly string[]>;
}

/** The migrations of the data. Each is recorded where the data is, in the same transaction. */
export interface Migrations {
  /** Ids already applied, oldest first. */
  applied(): Promise<readonly string[]>;
  /** Runs one migration with the code of `release`; already applied is no change. Throws `migration_failed`, `fenced_off`. */
  apply(release: string, id: string, fence: number): Promise<void>;
}
