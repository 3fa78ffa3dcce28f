import type { DatabaseSync } from 'node:sqlite';
import type { Migration, Phase } from './declared.ts';

/** What was applied to a file, kept in the file itself. */
export interface AppliedMigration {
  readonly id: string;
  readonly phase: Phase;
  readonly requires: string | null;
}

const TABLES = `
  CREATE TABLE IF NOT EXISTS migrations (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    phase TEXT NOT NULL,
    requires TEXT,
    applied_at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS migration_fence (one INTEGER PRIMARY KEY CHECK (one = 1), fence INTEGER NOT NULL) STRICT;`;

// Releases from before migrations were recorded wrote the number of their schema here, and refuse a higher one.
const FIRST_SCHEMA = 1;
const FIRST_MIGRATION = { id: '0001-log-and-documents', phase: 'expand', requires: undefined } as const;

/** Makes the record ready within a transaction; gives what was applied, oldest first, and whether the file is new. */
export function openRecord(database: DatabaseSync, nowMs: number) {
  const { user_version: schema } = database.prepare('PRAGMA user_version').get() as { user_version: number };
  const isNew = schema === 0;
  database.exec(`${TABLES} PRAGMA user_version = ${FIRST_SCHEMA}`);
  const all = 'SELECT id, phase, requires FROM migrations ORDER BY position';
  const read = () => database.prepare(all).all() as unknown as readonly AppliedMigration[];
  if (!isNew && read().length === 0) recordApplied(database, FIRST_MIGRATION, nowMs);
  return { isNew, applied: read() };
}

export function recordApplied(
  database: DatabaseSync,
  { id, phase, requires }: Omit<Migration, 'sql'>,
  nowMs: number,
): void {
  const insert = 'INSERT INTO migrations (id, phase, requires, applied_at_ms) VALUES (?, ?, ?, ?)';
  database.prepare(insert).run(id, phase, requires ?? null, nowMs);
}

/** Notes the fence of whoever changes the schema now; gives the highest one when it is not this. */
export function passFence(database: DatabaseSync, fence: number): number | undefined {
  const row = database.prepare('SELECT fence FROM migration_fence').get() as { fence: number } | undefined;
  if (row !== undefined && row.fence > fence) return row.fence;
  database
    .prepare(
      'INSERT INTO migration_fence (one, fence) VALUES (1, ?) ON CONFLICT (one) DO UPDATE SET fence = excluded.fence',
    )
    .run(fence);
  return undefined;
}
