import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What the log of the API on `dataDir` has kept of its latest command: the row a bill must put on disk, whatever else it writes. */
export function latestCommit(dataDir: string): string {
  const database = new DatabaseSync(join(dataDir, 'shared-payments.db'), { readOnly: true });
  const row = database.prepare('SELECT body FROM commits ORDER BY position DESC LIMIT 1').get();
  database.close();
  if (typeof row?.body !== 'string') throw new Error('Nothing was committed yet.');
  return row.body;
}
