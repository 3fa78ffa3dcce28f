import type { DatabaseSync } from 'node:sqlite';
import type { Partition } from '@shared-payments/usecases';
import type { DocumentRow, Rows } from './rows.ts';

/** The last commit of a partition. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export interface CommandCache {
  /** Call inside the open transaction: forgets everything when another process wrote since. */
  validate(): void;
  forget(): void;
  document(collection: string, partition: Partition, id: string): DocumentRow | undefined;
  keep(collection: string, partition: Partition, id: string, row: DocumentRow | undefined): void;
  head(partition: Partition): Head | undefined;
  keepHead(partition: Partition, head: Head): void;
}

const CACHED_DOCUMENTS_MAX = 1_000;
const CACHED_HEADS_MAX = 5_000;

/** Parsed documents the writer has just seen, exact because nothing else writes between `validate` and the commit. */
export function createCommandCache(writer: DatabaseSync, rows: Rows): CommandCache {
  const documents = new Map<string, DocumentRow>();
  const heads = new Map<string, Head>();
  const dataVersion = writer.prepare('PRAGMA data_version');
  const lastHead = writer.prepare('SELECT seq, hash FROM commits WHERE partition = ? ORDER BY seq DESC LIMIT 1');
  let seenVersion = -1;
  const forget = () => {
    documents.clear();
    heads.clear();
  };
  return {
    forget,
    validate() {
      const { data_version: version } = dataVersion.get() as { data_version: number };
      if (version !== seenVersion) forget();
      seenVersion = version;
    },
    document(collection, partition, id) {
      const key = `${collection}\n${partition}\n${id}`;
      const cached = documents.get(key);
      if (cached) return cached;
      const row = rows.document(collection, partition, id);
      if (row) remember(documents, key, row, CACHED_DOCUMENTS_MAX);
      return row;
    },
    keep(collection, partition, id, row) {
      const key = `${collection}\n${partition}\n${id}`;
      // Only what commands read again is worth keeping: a document is cached once it has been read or updated.
      if (row === undefined) documents.delete(key);
      else if (row.document.version > 1 || documents.has(key)) remember(documents, key, row, CACHED_DOCUMENTS_MAX);
    },
    head(partition) {
      const cached = heads.get(partition);
      if (cached) return cached;
      const row = lastHead.get(partition) as Head | undefined;
      if (row) remember(heads, partition, row, CACHED_HEADS_MAX);
      return row;
    },
    keepHead: (partition, head) => remember(heads, partition, head, CACHED_HEADS_MAX),
  };
}

/** Map order is insertion order, so the first key is the one written longest ago. */
function remember<V>(map: Map<string, V>, key: string, value: V, limit: number): void {
  map.delete(key);
  map.set(key, value);
  if (map.size <= limit) return;
  const oldest = map.keys().next();
  if (!oldest.done) map.delete(oldest.value);
}
