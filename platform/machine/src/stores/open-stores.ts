import { join } from 'node:path';
import {
  isSameLease,
  type Journal,
  type JournalStore,
  journalConflict,
  type Lease,
  type LedgerStore,
  type LockStore,
} from '@shared-payments/operations';
import { type CurrentValue, currentValue } from './current-value.ts';
import { ledgerStore } from './ledger-store.ts';
import { openStateFile } from './state-file.ts';

export interface Stores {
  readonly ledger: LedgerStore;
  readonly lock: LockStore;
  readonly journal: JournalStore;
  close(): void;
}

/** Ledger, lock and journal of the environment in `directory`, shared by all commands of this machine. Throws `driver_unavailable`. */
export function openStores(directory: string): Stores {
  const path = join(directory, 'operations.db');
  const file = openStateFile(path);
  return {
    ledger: ledgerStore(file, path),
    lock: lockStore(currentValue<Lease>(file, path, 'lock')),
    journal: journalStore(currentValue<Journal>(file, path, 'journal')),
    close: () => file.close(),
  };
}

function lockStore(lease: CurrentValue<Lease>): LockStore {
  return {
    read: async () => lease.read(),
    swap: async (expected, next) => lease.replace((stored) => (isSameLease(expected, stored) ? next : undefined)),
  };
}

function journalStore(journal: CurrentValue<Journal>): JournalStore {
  return {
    read: async () => journal.read(),
    write: async (next) => {
      journal.replace((stored) => {
        const revision = stored?.revision ?? 0;
        if (next.revision !== revision + 1) throw journalConflict(next.revision, revision);
        return next;
      });
    },
  };
}
