export type { Leases, ReaderPositions } from './ports/lease.ts';
export {
  type CommandInfo,
  type Draft,
  type Found,
  KEY_RANGE_LIMIT_MAX,
  type KeyRange,
  type LoggedCommit,
  type LogPosition,
  type Outcome,
  type Partition,
  type RawCommit,
  type Reader,
  type Store,
  type Write,
} from './ports/store.ts';
export {
  type AnyCollection,
  type Collection,
  defineCollection,
  type IndexKey,
  type StoredDocument,
} from './store/collection.ts';
export {
  type Change,
  type Commit,
  type CommitBody,
  chainHash,
  decodeCommit,
  encodeCommitBody,
  GENESIS_HASH,
  type IdempotencyRecord,
} from './store/commit.ts';
