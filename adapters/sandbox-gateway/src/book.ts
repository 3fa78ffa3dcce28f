import { DatabaseSync } from 'node:sqlite';

/** Rows by key, in key order: what one piece of work sees and changes. */
export interface Rows {
  get(key: string): string | undefined;
  put(key: string, value: string): void;
  remove(key: string): void;
  /** Keys after `after` (exclusive) and before `before`. */
  range(after: string, before: string, limit: number): readonly (readonly [key: string, value: string])[];
}

/** What the gateway knows, apart from the product's own store. All of one piece of work is kept, or none. */
export interface Book {
  change<T>(work: (rows: Rows) => T): T;
  close(): void;
}

/** Gone with the process: for tests and simulations. */
export function createMemoryBook(): Book {
  const kept = new Map<string, string>();
  const rows: Rows = {
    get: (key) => kept.get(key),
    put: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
    range: (after, before, limit) =>
      [...kept]
        .filter(([key]) => key > after && key < before)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .slice(0, limit),
  };
  return { change: (work) => work(rows), close: () => undefined };
}

const BUSY_TIMEOUT_MS = 5_000;

/** Kept in a file of its own, which several processes may use at once. */
export function createSqliteBook(path: string): Book {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  database.exec('CREATE TABLE IF NOT EXISTS book (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID');
  const read = database.prepare('SELECT value FROM book WHERE key = ?');
  const write = database.prepare('INSERT INTO book VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value');
  const drop = database.prepare('DELETE FROM book WHERE key = ?');
  const list = database.prepare('SELECT key, value FROM book WHERE key > ? AND key < ? ORDER BY key LIMIT ?');
  const rows: Rows = {
    get: (key) => read.get(key)?.value as string | undefined,
    put: (key, value) => void write.run(key, value),
    remove: (key) => void drop.run(key),
    range: (after, before, limit) =>
      list.all(after, before, limit).map(({ key, value }) => [String(key), String(value)] as const),
  };
  return {
    change(work) {
      database.exec('BEGIN IMMEDIATE');
      try {
        const answer = work(rows);
        database.exec('COMMIT');
        return answer;
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
    close: () => database.close(),
  };
}
