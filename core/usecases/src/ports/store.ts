import type { Collection, StoredDocument } from '../store/collection.ts';
import type { Commit } from '../store/commit.ts';

/** `group:<id>` or `user:<id>`: what one command touches, and the unit of sharding and of optimistic concurrency. */
export type Partition = `group:${string}` | `user:${string}`;

/** A range of keys of one index, in key order. Every bound is optional and exclusive; `limit` is at most 1,000. */
export interface KeyRange {
  readonly index: string;
  /** Keys that begin with this text. */
  readonly prefix?: string;
  readonly after?: string;
  readonly before?: string;
  readonly limit: number;
  readonly isDescending?: boolean;
}

export const KEY_RANGE_LIMIT_MAX = 1000;

/** Documents found by key come with the key, so that a page's last key is the cursor of the next. */
export interface Found<D> {
  readonly key: string;
  readonly document: D;
}

/** Reads one partition's documents, or, where said, all partitions'. Documents are frozen: never change them in place. */
export interface Reader {
  get<D extends StoredDocument>(collection: Collection<D>, partition: Partition, id: string): Promise<D | undefined>;
  list<D extends StoredDocument>(
    collection: Collection<D>,
    partition: Partition,
    range: KeyRange,
  ): Promise<readonly Found<D>[]>;
  /** Across partitions, by a global key; for lookups such as the groups of a user. */
  find<D extends StoredDocument>(collection: Collection<D>, range: KeyRange): Promise<readonly Found<D>[]>;
}

/** What a command wants written. Each document carries its new version: 1, or one more than the version it replaces. */
export interface Write {
  readonly collection: Collection<never>;
  readonly id: string;
  readonly version: number;
  readonly document: StoredDocument | null;
}

/** `answer` is JSON and is replayed for the same Idempotency-Key. No writes: nothing is committed. */
export interface Draft<A> {
  readonly writes: readonly Write[];
  readonly answer: A;
}

export interface CommandInfo {
  readonly partition: Partition;
  readonly verb: string;
  readonly actor: string;
  readonly requestId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly idempotency?: { readonly key: string; readonly fingerprint: string };
}

export interface Outcome<A> {
  readonly answer: A;
  /** The partition's seq after the command (of the first commit, for a replay). */
  readonly seq: number;
  readonly isReplay: boolean;
}

/** Where a log reader stands: opaque text of at most 200 characters, `''` for the beginning. */
export type LogPosition = string;

export interface LoggedCommit {
  readonly position: LogPosition;
  readonly commit: Commit;
}

/** A stored row as it stands, for `doctor`: the text that was hashed, not what it decodes to. */
export interface RawCommit {
  readonly partition: Partition;
  readonly seq: number;
  readonly bodyText: string;
  readonly previous: string;
  readonly hash: string;
}

/**
 * The only write path of the product (DESIGN.md, "The commit log").
 *
 * `transact` runs `command` on the partition's newest state and commits what it returns; when another commit came first it
 * runs it again, so a command reads only through its reader, awaits nothing else and has no side effect. It resolves once
 * the commit is durable. Errors: what the command throws; `idempotency_key_reused`; `unavailable` (gave up after a named limit).
 * Readers outside a command see durable commits only, and a reader sees every commit acknowledged before it asked.
 */
export interface Store extends Reader {
  transact<A>(info: CommandInfo, command: (reader: Reader) => Promise<Draft<A>>): Promise<Outcome<A>>;
  /** The partition's last seq, 0 when it has none. Cheap: caches ask it before every answer,
   * and a store that knows answers without a promise. */
  head(partition: Partition): Promise<number> | number;
  /** The seq of the commit that wrote the document as it stands, 0 when there is none: where its history begins, backwards. */
  seqOf(collection: Collection<never>, partition: Partition, id: string): Promise<number>;
  readLog(after: LogPosition, limit: number): Promise<readonly LoggedCommit[]>;
  /** One partition's commits by seq, exclusive bounds. */
  readPartition(
    partition: Partition,
    range: {
      readonly after?: number;
      readonly before?: number;
      readonly limit: number;
      readonly isDescending?: boolean;
    },
  ): Promise<readonly Commit[]>;
  readRaw(partition: Partition, afterSeq: number, limit: number): Promise<readonly RawCommit[]>;
  partitions(after: string, limit: number): Promise<readonly Partition[]>;
  /** Every document of a partition as it is stored, for `doctor`. */
  documentsOf(
    partition: Partition,
  ): Promise<readonly { readonly collection: string; readonly document: StoredDocument }[]>;
  close(): Promise<void>;
}
