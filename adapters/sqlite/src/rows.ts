import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Collection, Found, KeyRange, Partition, StoredDocument } from '@shared-payments/usecases';
import { KEY_RANGE_LIMIT_MAX } from '@shared-payments/usecases';

/** A document with the seq of the commit that wrote it. */
export interface DocumentRow {
  readonly document: StoredDocument;
  readonly seq: number;
}

export interface Rows {
  document(collection: string, partition: Partition, id: string): DocumentRow | undefined;
  list<D extends StoredDocument>(collection: Collection<D>, scope: Partition | '', range: KeyRange): Found<D>[];
}

// Sorts after every key: index keys are text without this code point.
const HIGHEST = '\u{10FFFF}';

/** The reads that both connections share. */
export function createRows(database: DatabaseSync): Rows {
  const one = database.prepare('SELECT body, seq FROM documents WHERE collection = ? AND partition = ? AND id = ?');
  const ascending = rangeStatement(database, 'ASC');
  const descending = rangeStatement(database, 'DESC');
  return {
    document(collection, partition, id) {
      const row = one.get(collection, partition, id) as { body: string; seq: number } | undefined;
      return row && { document: JSON.parse(row.body) as StoredDocument, seq: row.seq };
    },
    list<D extends StoredDocument>(collection: Collection<D>, scope: Partition | '', range: KeyRange): Found<D>[] {
      const statement = range.isDescending === true ? descending : ascending;
      const { from, below } = keyBounds(range);
      const rows = statement.all(
        `${collection.name}.${range.index}`,
        scope,
        from,
        below,
        collection.name,
        Math.min(range.limit, KEY_RANGE_LIMIT_MAX),
      ) as unknown as { key: string; body: string }[];
      return rows.map((row) => ({ key: row.key, document: JSON.parse(row.body) as D }));
    },
  };
}

/** Exclusive bounds as one half-open range: the smallest text after `x` is `x` and a NUL. */
function keyBounds({ prefix = '', after, before }: KeyRange): { readonly from: string; readonly below: string } {
  const end = `${prefix}${HIGHEST}`;
  const from = after !== undefined && after >= prefix ? `${after}\0` : prefix;
  return { from, below: before !== undefined && before < end ? before : end };
}

function rangeStatement(database: DatabaseSync, direction: 'ASC' | 'DESC'): StatementSync {
  return database.prepare(
    `SELECT k.key AS key, d.body AS body FROM document_keys k
     JOIN documents d ON d.collection = ?5 AND d.partition = k.partition AND d.id = k.id
     WHERE k.space = ?1 AND k.scope = ?2 AND k.key >= ?3 AND k.key < ?4
     ORDER BY k.key ${direction}, k.id ${direction} LIMIT ?6`,
  );
}
