import type { LedgerRecord } from '../ledger/record.ts';
import type { JournalStore } from '../ports/journal-store.ts';
import type { LedgerStore } from '../ports/ledger-store.ts';
import type { Lease, LockStore } from '../ports/lock-store.ts';
import { fencedOff, journalConflict, ledgerConflict, releaseUnknown } from '../ports/refusals.ts';
import type { Migrations, Release, ReleaseStore } from '../ports/release-store.ts';
import type { Settings } from '../ports/settings.ts';
import type { Journal } from '../run/journal.ts';

export function memoryLedger(): LedgerStore {
  const records: LedgerRecord[] = [];
  return {
    append: async (record) => {
      if (record.seq !== records.length + 1) throw ledgerConflict(record.seq, records.length);
      records.push(record);
    },
    read: async (fromSeq) => records.slice(Math.max(0, fromSeq - 1)),
    last: async () => records.at(-1),
  };
}

export function memoryLock(): LockStore {
  let stored: Lease | undefined;
  return {
    read: async () => stored,
    swap: async (expected, next) => {
      if (!isSameLease(expected, stored)) return false;
      stored = next;
      return true;
    },
  };
}

/** Whether two readings are of the same state of the lock: what `swap` compares. */
export function isSameLease(one: Lease | undefined, other: Lease | undefined): boolean {
  return (
    one?.token === other?.token &&
    one?.holder === other?.holder &&
    one?.heartbeatAtMs === other?.heartbeatAtMs &&
    one?.isReleased === other?.isReleased
  );
}

export function memoryJournal(): JournalStore {
  let stored: Journal | undefined;
  return {
    read: async () => stored,
    write: async (journal) => {
      const revision = stored?.revision ?? 0;
      if (journal.revision !== revision + 1) throw journalConflict(journal.revision, revision);
      stored = journal;
    },
  };
}

/** Releases of a history that is known from the start; `build` makes a kept one of any of them, by revision or version. */
export function memoryReleases(history: readonly Release[]): ReleaseStore {
  let kept = [...history];
  const find = (releases: readonly Release[], name: string) => {
    const found = releases.find((one) => one.digest.startsWith(name) || one.revision === name || one.version === name);
    if (found === undefined) throw releaseUnknown(name);
    return found;
  };
  return {
    build: async ({ revision }) => {
      const release = find(history, revision);
      if (!kept.includes(release)) kept.push(release);
      return release;
    },
    list: async () => kept.toSorted((one, other) => other.builtAtMs - one.builtAtMs),
    get: async (digest) => find(kept, digest),
    isIntact: async (digest) => find(kept, digest) !== undefined,
    prune: async (keep) => {
      const removed = kept.filter((one) => !keep.includes(one.digest));
      kept = kept.filter((one) => keep.includes(one.digest));
      return removed.map((one) => one.digest);
    },
  };
}

export function memoryMigrations(): Migrations {
  const applied: string[] = [];
  let newest = 0;
  return {
    applied: async () => [...applied],
    apply: async (_release, id, fence) => {
      if (fence < newest) throw fencedOff(fence, newest);
      newest = fence;
      if (!applied.includes(id)) applied.push(id);
    },
  };
}

export function memorySettings(present: readonly string[]): Settings {
  return {
    missing: async (required) => required.filter((name) => !present.includes(name)),
    fingerprints: async () => Object.fromEntries(present.map((name) => [name, `fingerprint of ${name}`])),
  };
}
