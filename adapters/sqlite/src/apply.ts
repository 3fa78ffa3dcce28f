import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { AppError } from '@shared-payments/domain';
import type { Change, IndexKey, Partition, StoredDocument, Write } from '@shared-payments/usecases';
import type { PendingUpdates } from './pending-updates.ts';
import type { DocumentRow } from './rows.ts';

const SQLITE_CONSTRAINT_UNIQUE = 2067;

export type Current = (collection: string, partition: Partition, id: string) => DocumentRow | undefined;

export interface Applier {
  /**
   * Writes the documents and their keys as of `seq`; answers what the commit records. `textOf` gives a document's JSON.
   * Errors: `conflict` for a version out of step.
   */
  apply(command: {
    readonly partition: Partition;
    readonly seq: number;
    readonly writes: readonly Write[];
    readonly current: Current;
    readonly textOf: (document: StoredDocument) => string;
  }): readonly Change[];
}

type Applied = Omit<Parameters<Applier['apply']>[0], 'writes'>;

interface Statements {
  readonly insert: StatementSync;
  readonly remove: StatementSync;
  readonly addKey: StatementSync;
  readonly removeKey: StatementSync;
}

export function createApplier(database: DatabaseSync, pending: PendingUpdates): Applier {
  const statements: Statements = {
    insert: database.prepare(
      'INSERT INTO documents (collection, partition, id, version, seq, body) VALUES (?, ?, ?, ?, ?, ?)',
    ),
    remove: database.prepare('DELETE FROM documents WHERE collection = ? AND partition = ? AND id = ?'),
    addKey: database.prepare('INSERT INTO document_keys (space, scope, key, partition, id) VALUES (?, ?, ?, ?, ?)'),
    removeKey: database.prepare(
      'DELETE FROM document_keys WHERE space = ? AND scope = ? AND key = ? AND partition = ? AND id = ?',
    ),
  };
  return { apply: ({ writes, ...command }) => writes.map((write) => applyOne(statements, pending, command, write)) };
}

function applyOne(statements: Statements, pending: PendingUpdates, command: Applied, write: Write): Change {
  const { partition, seq, current, textOf } = command;
  const { collection, id, version, document } = write;
  // A first version has nothing before it: skipping the look-up keeps the cost of creating flat.
  const before = version === 1 ? undefined : current(collection.name, partition, id);
  if ((before?.document.version ?? 0) + 1 !== version) throw outOfStep(write);
  if (document === null) {
    pending.drop(collection.name, partition, id);
    statements.remove.run(collection.name, partition, id);
  } else if (before) pending.put(collection.name, partition, id, { document, seq }, textOf(document));
  else insertFirst(statements.insert, command, write, textOf(document));
  replaceKeys(statements, partition, write, before?.document);
  return { collection: collection.name, id, version, document, replaces: before?.seq ?? null };
}

function insertFirst(insert: StatementSync, { partition, seq }: Applied, write: Write, text: string): void {
  try {
    insert.run(write.collection.name, partition, write.id, write.version, seq, text);
  } catch (error) {
    if (((error as { errcode?: number }).errcode ?? 0) !== SQLITE_CONSTRAINT_UNIQUE) throw error;
    throw outOfStep(write);
  }
}

function outOfStep({ id, version }: Write): AppError {
  return new AppError('conflict', 'Somebody changed this in the meantime: load it again.', { id, version });
}

function replaceKeys(
  statements: Statements,
  partition: Partition,
  write: Write,
  before: StoredDocument | undefined,
): void {
  replaceKeysIn(partition, write.collection.keys, statements, partition, write, before);
  replaceKeysIn('', write.collection.globalKeys, statements, partition, write, before);
}

function replaceKeysIn(
  scope: Partition | '',
  keysOf: (document: never) => readonly IndexKey[],
  { addKey, removeKey }: Statements,
  partition: Partition,
  { collection, id, document }: Write,
  before: StoredDocument | undefined,
): void {
  const old = before ? keysOf(before as never) : [];
  const fresh = document ? keysOf(document as never) : [];
  for (const [index, key] of missingFrom(old, fresh)) {
    removeKey.run(`${collection.name}.${index}`, scope, key, partition, id);
  }
  for (const [index, key] of missingFrom(fresh, old)) {
    addKey.run(`${collection.name}.${index}`, scope, key, partition, id);
  }
}

function missingFrom(keys: readonly IndexKey[], others: readonly IndexKey[]): readonly IndexKey[] {
  if (others.length === 0) return keys;
  return keys.filter(([index, key]) => !others.some((other) => other[0] === index && other[1] === key));
}
