import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { OperationsError } from '@shared-payments/operations';

/** Longer than any write of another command takes, shorter than the silence after which a lock's holder is thought dead. */
const BUSY_TIMEOUT_MS = 5_000;
const SQLITE_BUSY = 5;

/** The ledger refuses changes by itself: what was recorded is only ever added to. */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS ledger (seq INTEGER PRIMARY KEY, record TEXT NOT NULL) STRICT;
  CREATE TRIGGER IF NOT EXISTS ledger_keeps_what_is BEFORE UPDATE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
  CREATE TRIGGER IF NOT EXISTS ledger_keeps_everything BEFORE DELETE ON ledger
    BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
  CREATE TABLE IF NOT EXISTS current (name TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT, WITHOUT ROWID;`;

/**
 * Opens or creates the file an environment's ledger, lock and journal are kept in. Several commands may have it open: SQLite
 * keeps their writes apart, makes each durable, and takes back what a killed command left half-written. Throws `driver_unavailable`.
 */
export function openStateFile(path: string): DatabaseSync {
  return guarded(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    const file = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    file.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    file.exec(`BEGIN IMMEDIATE; ${SCHEMA} COMMIT`);
    return file;
  });
}

/** Runs `work` as the only writer, durable when it returns; all of it is taken back when it throws. */
export function asOnlyWriter<Result>(file: DatabaseSync, path: string, work: () => Result): Result {
  return guarded(path, () => {
    file.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      file.exec('COMMIT');
      return result;
    } catch (error) {
      if (file.isTransaction) file.exec('ROLLBACK');
      throw error;
    }
  });
}

/** A fault of the file as `driver_unavailable`; refusals of ours pass. */
export function guarded<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (error instanceof OperationsError) throw error;
    throw unusable(path, error);
  }
}

function unusable(path: string, error: unknown): OperationsError {
  const isBusy = (error as { errcode?: number }).errcode === SQLITE_BUSY;
  return new OperationsError({
    code: 'driver_unavailable',
    message: `The operations file ${path} cannot be used: ${error instanceof Error ? error.message : String(error)}.`,
    remedy: isBusy
      ? 'Another command holds it; run this one again.'
      : 'See that the disk has room and that you may write there.',
    cause: error,
  });
}
