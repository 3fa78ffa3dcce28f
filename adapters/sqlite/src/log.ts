import type { DatabaseSync } from 'node:sqlite';
import { type Commit, decodeCommit, type Partition, type Store } from '@shared-payments/usecases';
import type { Heads } from './heads.ts';

type Log = Pick<Store, 'head' | 'readLog' | 'readPartition' | 'readRaw' | 'partitions' | 'documentsOf'>;

interface CommitRow {
  readonly position: number;
  readonly seq: number;
  readonly previous: string;
  readonly hash: string;
  readonly body: string;
}

/** The log's own reads, on the connection that sees durable commits only. */
export function createLog(reader: DatabaseSync, heads: Heads): Log {
  const after = reader.prepare(
    'SELECT position, seq, previous, hash, body FROM commits WHERE position > ? ORDER BY position LIMIT ?',
  );
  const ofPartition = (direction: 'ASC' | 'DESC') =>
    reader.prepare(
      `SELECT position, seq, previous, hash, body FROM commits WHERE partition = ? AND seq > ? AND seq < ? ORDER BY seq ${direction} LIMIT ?`,
    );
  const ascending = ofPartition('ASC');
  const descending = ofPartition('DESC');
  // Loose index scan: one seek per partition, however many commits each has.
  const nextPartition = reader.prepare('SELECT partition FROM commits WHERE partition > ? ORDER BY partition LIMIT 1');
  const documents = reader.prepare('SELECT collection, body FROM documents WHERE partition = ?');
  return {
    head: heads.head,
    readLog: async (position, limit) =>
      rowsOf(after.all(position === '' ? 0 : Number(position), limit)).map((row) => ({
        position: String(row.position),
        commit: commitOf(row),
      })),
    readPartition: async (partition, range) => {
      const statement = range.isDescending === true ? descending : ascending;
      return rowsOf(
        statement.all(partition, range.after ?? 0, range.before ?? Number.MAX_SAFE_INTEGER, range.limit),
      ).map(commitOf);
    },
    readRaw: async (partition, afterSeq, limit) =>
      rowsOf(ascending.all(partition, afterSeq, Number.MAX_SAFE_INTEGER, limit)).map((row) => ({
        partition,
        seq: row.seq,
        bodyText: row.body,
        previous: row.previous,
        hash: row.hash,
      })),
    partitions: async (afterPartition, limit) => {
      const found: Partition[] = [];
      let last = afterPartition;
      while (found.length < limit) {
        const row = nextPartition.get(last) as { partition: Partition } | undefined;
        if (!row) break;
        found.push(row.partition);
        last = row.partition;
      }
      return found;
    },
    documentsOf: async (partition) =>
      (documents.all(partition) as unknown as { collection: string; body: string }[]).map((row) => ({
        collection: row.collection,
        document: JSON.parse(row.body),
      })),
  };
}

function rowsOf(rows: unknown): readonly CommitRow[] {
  return rows as readonly CommitRow[];
}

function commitOf(row: CommitRow): Commit {
  return decodeCommit(row.body, row.previous, row.hash);
}
