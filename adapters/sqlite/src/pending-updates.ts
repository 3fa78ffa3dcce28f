import type { DatabaseSync } from 'node:sqlite';
import type { Partition } from '@shared-payments/usecases';
import type { DocumentRow, Rows } from './rows.ts';

/** What the open transaction has yet to write: commands that arrive together update the same sums again and again. */
export interface PendingUpdates {
  /** Takes the place of what is pending for the same document; `text` is its JSON. */
  put(collection: string, partition: Partition, id: string, row: DocumentRow, text: string): void;
  drop(collection: string, partition: Partition, id: string): void;
  /** Writes each document once, as the last command left it. */
  flush(): void;
  forget(): void;
  /** The same reads, with what is pending as if it were written. */
  over(rows: Rows): Rows;
}

interface Pending {
  readonly collection: string;
  readonly partition: Partition;
  readonly id: string;
  readonly row: DocumentRow;
  readonly text: string;
}

/** Updates of documents that are there, kept back until the COMMIT or until somebody lists. Every commit records its own. */
export function createPendingUpdates(writer: DatabaseSync): PendingUpdates {
  const pending = new Map<string, Pending>();
  const update = writer.prepare(
    'UPDATE documents SET version = ?, seq = ?, body = ? WHERE collection = ? AND partition = ? AND id = ?',
  );
  const flush = () => {
    for (const { collection, partition, id, row, text } of pending.values()) {
      const { changes } = update.run(row.document.version, row.seq, text, collection, partition, id);
      if (changes !== 1) throw new Error(`The document ${id} of ${collection} is not there to be updated: run doctor.`);
    }
    pending.clear();
  };
  return {
    flush,
    forget: () => pending.clear(),
    put: (collection, partition, id, row, text) =>
      void pending.set(keyOf(collection, partition, id), { collection, partition, id, row, text }),
    drop: (collection, partition, id) => void pending.delete(keyOf(collection, partition, id)),
    over: (rows) => ({
      document: (collection, partition, id) =>
        pending.get(keyOf(collection, partition, id))?.row ?? rows.document(collection, partition, id),
      list(collection, scope, range) {
        flush();
        return rows.list(collection, scope, range);
      },
    }),
  };
}

const keyOf = (collection: string, partition: Partition, id: string) => `${collection}\n${partition}\n${id}`;
