import { DatabaseSync } from 'node:sqlite';

/** Stores `body` in a row and returns once that row is on disk: the least that durable can mean. */
export type CommitRow = (body: string) => void;

/** A file at `path` with one table, as durable as the product's own: WAL, and an fsync for every commit. */
export function openBareRows(path: string): CommitRow {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
  database.exec('CREATE TABLE IF NOT EXISTS bills (position INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT');
  const insert = database.prepare('INSERT INTO bills (body) VALUES (?)');
  return (body) => {
    insert.run(body);
  };
}
