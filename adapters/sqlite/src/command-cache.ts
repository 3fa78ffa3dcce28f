import type { DatabaseSync } from 'node:sqlite';
import { createRecent, type Partition } from '@shared-payments/usecases';
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

const CACHED_DOCUMENTS_MAX = 2_000;
const CACHED_HEADS_MAX = 10_000;

/** Parsed documents the writer has just seen, exact because nothing else writes between `validate` and the commit. */
export function createCommandCache(writer: DatabaseSync, rows: Rows): CommandCache {
  const documents = createRecent<string, DocumentRow>(CACHED_DOCUMENTS_MAX);
  const heads = createRecent<string, Head>(CACHED_HEADS_MAX);
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
      if (row) documents.set(key, row);
      return row;
    },
    keep(collection, partition, id, row) {
      const key = `${collection}\n${partition}\n${id}`;
      // Only what commands read again is worth keeping: a document is cached once it has been read or updated.
      if (row === undefined) documents.delete(key);
      else if (row.document.version > 1 || documents.get(key)) documents.set(key, row);
    },
    head(partition) {
      const cached = heads.get(partition);
      if (cached) return cached;
      const row = lastHead.get(partition) as Head | undefined;
      if (row) heads.set(partition, row);
      return row;
    },
    keepHead: heads.set,
  };
}
