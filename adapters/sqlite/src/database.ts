import { DatabaseSync } from 'node:sqlite';
import { AppError } from '@shared-payments/domain';
import { declaredMigrations, MIGRATIONS } from './migrations/declared.ts';
import { bringUp } from './migrations/migrate.ts';

// Below this, SQLite can corrupt a database when the WAL is reset while another connection writes.
const OLDEST_SAFE_SQLITE = [3, 51, 3] as const;
const OPEN_BUSY_TIMEOUT_MS = 10_000;
const CACHE_KIB = 8_192;

export interface Connections {
  /** Sees its own open transaction; used by commands only. */
  readonly writer: DatabaseSync;
  /** Sees durable commits only. */
  readonly reader: DatabaseSync;
}

/** Opens or creates the file at `path` and brings its schema up. Errors: `unavailable` for an unsafe SQLite or a newer schema. */
export function openConnections(path: string): Connections {
  const writer = openWriter(path);
  try {
    bringUp(writer, declaredMigrations(MIGRATIONS), Date.now());
  } catch (error) {
    writer.close();
    throw error;
  }
  // The batch waits for a busy writer by yielding to the event loop, never by blocking it.
  writer.exec('PRAGMA busy_timeout = 0');
  const reader = new DatabaseSync(path, { readOnly: true, timeout: OPEN_BUSY_TIMEOUT_MS });
  reader.exec(`PRAGMA cache_size = -${CACHE_KIB}; PRAGMA query_only = ON`);
  return { writer, reader };
}

/** The writer alone, with the schema as it is. Errors: `unavailable` for an unsafe SQLite. */
export function openWriter(path: string): DatabaseSync {
  const writer = new DatabaseSync(path, { timeout: OPEN_BUSY_TIMEOUT_MS });
  refuseUnsafeSqlite(writer);
  writer.exec(
    `PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -${CACHE_KIB}; PRAGMA foreign_keys = ON`,
  );
  return writer;
}

function refuseUnsafeSqlite(database: DatabaseSync): void {
  const row = database.prepare('SELECT sqlite_version() AS version').get() as { version: string };
  const version = row.version.split('.').map(Number);
  for (const [index, oldest] of OLDEST_SAFE_SQLITE.entries()) {
    const part = version[index] ?? 0;
    if (part > oldest) return;
    if (part < oldest) {
      throw new AppError('unavailable', `SQLite ${row.version} is too old to be safe: use Node 24.15 or newer.`);
    }
  }
}
