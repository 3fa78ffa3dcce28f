import { DatabaseSync } from 'node:sqlite';
import type { Leases, ReaderPositions } from '@shared-payments/usecases';

const BUSY_TIMEOUT_MS = 5_000;

/** Leases and reader positions in the store's file (`path`, already created by the store), on a connection of their own. */
export function createSqliteCoordination(path: string): Leases & ReaderPositions & { close(): void } {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
  database.exec('PRAGMA synchronous = FULL');
  const take = database.prepare(
    `INSERT INTO leases (name, holder, until_ms, token) VALUES (?1, ?2, ?3 + ?4, 1)
     ON CONFLICT (name) DO UPDATE SET
       token = CASE WHEN leases.holder = ?2 THEN leases.token ELSE leases.token + 1 END, holder = ?2, until_ms = ?3 + ?4
     WHERE leases.holder = ?2 OR leases.until_ms <= ?3
     RETURNING token`,
  );
  const give = database.prepare('UPDATE leases SET until_ms = 0 WHERE name = ? AND holder = ?');
  const load = database.prepare('SELECT position FROM reader_positions WHERE reader = ?');
  const save = database.prepare(
    'INSERT INTO reader_positions (reader, position) VALUES (?, ?) ON CONFLICT (reader) DO UPDATE SET position = excluded.position',
  );
  return {
    acquire: async (name, holder, nowMs, durationMs) => {
      const row = take.get(name, holder, nowMs, durationMs) as { token: number } | undefined;
      return row && { token: row.token };
    },
    release: async (name, holder) => void give.run(name, holder),
    load: async (reader) => (load.get(reader) as { position: string } | undefined)?.position ?? '',
    save: async (reader, position) => void save.run(reader, position),
    close: () => database.close(),
  };
}
