import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { OutboxEntry } from '../outbox/outbox-entry.ts';

/** An answer as it was, and when it was given. */
export interface KeptAnswer {
  readonly hash: string;
  readonly at: number;
  readonly data: unknown;
}

/** What this browser keeps of its reader: the answers they saw, and what they wrote that was not sent yet. */
export interface KeptSchema extends DBSchema {
  answers: { key: string; value: KeptAnswer; indexes: { at: number } };
  outbox: { key: number; value: OutboxEntry };
  /** 'owner': the account whose answers these are. */
  facts: { key: string; value: string };
}

export type KeptDatabase = IDBPDatabase<KeptSchema>;

const NAME = 'shared-payments';
const VERSION = 1;

let opened: Promise<KeptDatabase> | undefined;

/** Opens once. Rejects where the browser keeps nothing, as some do in private windows: callers go on without it. */
export function keptDatabase(): Promise<KeptDatabase> {
  opened ??= openDB<KeptSchema>(NAME, VERSION, {
    upgrade(database) {
      database.createObjectStore('answers', { keyPath: 'hash' }).createIndex('at', 'at');
      database.createObjectStore('outbox', { keyPath: 'id', autoIncrement: true });
      database.createObjectStore('facts');
    },
    // A newer release in another tab changes the shape: this one lets go and opens again when it needs to.
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
    terminated: () => {
      opened = undefined;
    },
  });
  return opened;
}
