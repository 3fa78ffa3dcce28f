import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { AppError } from '@shared-payments/domain';
import type { Change, IndexKey, Partition, StoredDocument, Write } from '@shared-payments/usecases';
import type { DocumentRow } from './rows.ts';

export type Current = (collection: string, partition: Partition, id: string) => DocumentRow | undefined;

export interface Applier {
  /** Writes the documents and their keys as of `seq`; answers what the commit records. Throws on a version out of step. */
  apply(partition: Partition, seq: number, writes: readonly Write[], current: Current): readonly Change[];
}

interface Statements {
  readonly upsert: StatementSync;
  readonly remove: StatementSync;
  readonly addKey: StatementSync;
  readonly removeKey: StatementSync;
}

export function createApplier(database: DatabaseSync): Applier {
  const statements: Statements = {
    upsert: database.prepare(
      `INSERT INTO documents (collection, partition, id, version, seq, body) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (collection, partition, id) DO UPDATE SET version = excluded.version, seq = excluded.seq, body = excluded.body`,
    ),
    remove: database.prepare('DELETE FROM documents WHERE collection = ? AND partition = ? AND id = ?'),
    addKey: database.prepare('INSERT INTO document_keys (space, scope, key, partition, id) VALUES (?, ?, ?, ?, ?)'),
    removeKey: database.prepare(
      'DELETE FROM document_keys WHERE space = ? AND scope = ? AND key = ? AND partition = ? AND id = ?',
    ),
  };
  return {
    apply: (partition, seq, writes, current) =>
      writes.map((write) => applyOne(statements, partition, seq, write, current)),
  };
}

function applyOne(statements: Statements, partition: Partition, seq: number, write: Write, current: Current): Change {
  const { collection, id, version, document } = write;
  // A first version has nothing before it: skipping the look-up keeps the cost of creating flat.
  const before = version === 1 ? undefined : current(collection.name, partition, id);
  if ((before?.document.version ?? 0) + 1 !== version) {
    throw new AppError('conflict', 'Somebody changed this in the meantime: load it again.', { id, version });
  }
  if (document === null) statements.remove.run(collection.name, partition, id);
  else statements.upsert.run(collection.name, partition, id, version, seq, JSON.stringify(document));
  replaceKeys(statements, partition, write, before?.document);
  return { collection: collection.name, id, version, document, replaces: before?.seq ?? null };
}

function replaceKeys(
  statements: Statements,
  partition: Partition,
  write: Write,
  before: StoredDocument | undefined,
): void {
  const { collection, id, document } = write;
  for (const [scope, keysOf] of [
    [partition, collection.keys],
    ['', collection.globalKeys],
  ] as const) {
    const old = before ? keysOf(before as never) : [];
    const fresh = document ? keysOf(document as never) : [];
    for (const [index, key] of missingFrom(old, fresh)) {
      statements.removeKey.run(`${collection.name}.${index}`, scope, key, partition, id);
    }
    for (const [index, key] of missingFrom(fresh, old)) {
      statements.addKey.run(`${collection.name}.${index}`, scope, key, partition, id);
    }
  }
}

function missingFrom(keys: readonly IndexKey[], others: readonly IndexKey[]): readonly IndexKey[] {
  if (others.length === 0) return keys;
  return keys.filter(([index, key]) => !others.some((other) => other[0] === index && other[1] === key));
}
