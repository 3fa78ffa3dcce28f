import type { Balancer } from './balancer.ts';
import type { Clock } from './clock.ts';
import type { Driver } from './driver.ts';
import type { JournalStore } from './journal-store.ts';
import type { LedgerStore } from './ledger-store.ts';
import type { LockStore } from './lock-store.ts';
import type { Migrations, ReleaseStore } from './release-store.ts';
import type { Settings } from './settings.ts';

/** Lower-case hex SHA-256 of a text in UTF-8. */
export type Sha256 = (text: string) => string;

/** What a place to run provides: one machine, AWS, or a simulation. */
export interface Place {
  readonly driver: Driver;
  /** Where somebody else writes the rules that users come by; a driver that owns its traffic has none. */
  readonly balancer?: Balancer;
  readonly ledger: LedgerStore;
  readonly lock: LockStore;
  readonly journal: JournalStore;
  readonly releases: ReleaseStore;
  readonly migrations: Migrations;
  readonly settings: Settings;
}

/** A place, and what a process adds to it. */
export interface OperationsPorts extends Place {
  readonly clock: Clock;
  readonly sha256: Sha256;
  /** A new identifier, never the same twice. */
  readonly newId: () => string;
}
