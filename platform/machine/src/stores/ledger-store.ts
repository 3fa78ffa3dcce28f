import type { DatabaseSync } from 'node:sqlite';
import { type LedgerRecord, type LedgerStore, ledgerConflict } from '@shared-payments/operations';
import { asOnlyWriter, guarded } from './state-file.ts';

/** The operations ledger as rows that can only be added; see `openStateFile` for what survives. */
export function ledgerStore(file: DatabaseSync, path: string): LedgerStore {
  const insert = file.prepare('INSERT INTO ledger (seq, record) VALUES (?, ?)');
  const from = file.prepare('SELECT record FROM ledger WHERE seq >= ? ORDER BY seq');
  const newest = file.prepare('SELECT record FROM ledger ORDER BY seq DESC LIMIT 1');
  const last = () => recordOf(newest.get());
  return {
    append: async (record) =>
      asOnlyWriter(file, path, () => {
        const lastSeq = last()?.seq ?? 0;
        if (record.seq !== lastSeq + 1) throw ledgerConflict(record.seq, lastSeq);
        insert.run(record.seq, JSON.stringify(record));
      }),
    read: async (fromSeq) => guarded(path, () => from.all(fromSeq).flatMap((row) => recordOf(row) ?? [])),
    last: async () => guarded(path, last),
  };
}

function recordOf(row: Record<string, unknown> | undefined): LedgerRecord | undefined {
  return row === undefined ? undefined : (JSON.parse(String(row.record)) as LedgerRecord);
}
