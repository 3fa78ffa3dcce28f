import type { DatabaseSync } from 'node:sqlite';
import { AppError } from '@shared-payments/domain';
import type { Migration } from './declared.ts';
import { type AppliedMigration, openRecord, passFence, recordApplied } from './record.ts';

/** With a thousand rows each, far more than one machine's file holds. */
const BACKFILL_ROUNDS_MAX = 1_000_000;

export type Application =
  | { readonly outcome: 'applied' | 'already' | 'unknown' }
  | { readonly outcome: 'fenced_off'; readonly newest: number };

/**
 * Brings a file up to what this release needs: all of `declared` when it is new, else what expands it. Throws `unavailable`
 * when a contract took away what this release needs.
 */
export function bringUp(database: DatabaseSync, declared: readonly Migration[], nowMs: number): void {
  inTransaction(database, () => {
    const { isNew, applied } = openRecord(database, nowMs);
    refuseLockedOut(declared, applied);
    for (const migration of declared) {
      const isPending = !applied.some((one) => one.id === migration.id);
      if (!isPending || !(isNew || migration.phase === 'expand')) continue;
      database.exec(migration.sql);
      recordApplied(database, migration, nowMs);
    }
  });
}

/** Ids of what was applied, oldest first. */
export function appliedMigrations(database: DatabaseSync, nowMs: number): readonly string[] {
  return inTransaction(database, () => openRecord(database, nowMs).applied.map((one) => one.id));
}

/** Applies one migration of `declared`, unless it is already or somebody with a higher fence came since. */
export function applyMigration(
  database: DatabaseSync,
  declared: readonly Migration[],
  wanted: { readonly id: string; readonly fence: number; readonly nowMs: number },
): Application {
  const migration = declared.find((one) => one.id === wanted.id);
  if (migration === undefined) return { outcome: 'unknown' };
  for (let round = 0; round < BACKFILL_ROUNDS_MAX; round += 1) {
    const done = inTransaction(database, () => applyOnce(database, migration, wanted));
    if (done !== undefined) return done;
  }
  throw new AppError('unavailable', `${migration.id} still finds rows to change after ${BACKFILL_ROUNDS_MAX} rounds.`);
}

/** Undefined when there is more to do. */
function applyOnce(
  database: DatabaseSync,
  migration: Migration,
  { id, fence, nowMs }: { readonly id: string; readonly fence: number; readonly nowMs: number },
): Application | undefined {
  const newest = passFence(database, fence);
  if (newest !== undefined) return { outcome: 'fenced_off', newest };
  if (openRecord(database, nowMs).applied.some((one) => one.id === id)) return { outcome: 'already' };
  const before = changes(database);
  database.exec(migration.sql);
  if (migration.phase === 'backfill' && changes(database) > before) return undefined;
  recordApplied(database, migration, nowMs);
  return { outcome: 'applied' };
}

/** A release lives with a contract that it declares itself, or whose required migration it declares. */
function refuseLockedOut(declared: readonly Migration[], applied: readonly AppliedMigration[]): void {
  const knows = (id: string | null) => declared.some((one) => one.id === id);
  const contract = applied.find((one) => one.phase === 'contract' && !knows(one.id) && !knows(one.requires));
  if (contract === undefined) return;
  throw new AppError('unavailable', 'The data was written by a newer release: start that release, or a later one.', {
    schema: contract.id,
    requires: contract.requires,
  });
}

function changes(database: DatabaseSync): number {
  return (database.prepare('SELECT total_changes() AS count').get() as { count: number }).count;
}

function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
