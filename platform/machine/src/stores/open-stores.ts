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
import { hasEnded, ownIdentity } from '../processes/process-identity.ts';
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
    lock: lockStore(currentValue<HeldLease>(file, path, 'lock')),
    journal: journalStore(currentValue<Journal>(file, path, 'journal')),
    close: () => file.close(),
  };
}

/** A lease as it is stored: with the process that took it. */
type HeldLease = Lease & { readonly process?: string | undefined };

/** Whoever was killed beats no more and releases nothing: its lease need not lapse where it is known to have ended. */
function lockStore(current: CurrentValue<HeldLease>): LockStore {
  const process = ownIdentity();
  return {
    read: async () => seen(current.read()),
    swap: async (expected, next) =>
      current.replace((stored) => (isSameLease(expected, seen(stored)) ? { ...next, process } : undefined)),
  };
}

function seen(stored: HeldLease | undefined): Lease | undefined {
  if (stored === undefined) return undefined;
  const { process, ...lease } = stored;
  return process !== undefined && hasEnded(process) ? { ...lease, isReleased: true } : lease;
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
