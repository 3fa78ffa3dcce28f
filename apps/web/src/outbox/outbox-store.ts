import { keptDatabase } from '../kept/database.ts';
import type { NewEntry, StoredEntry } from './outbox-entry.ts';

const ENTRIES_MAX = 500;

/** Answers the number of the entry. Rejects where the browser keeps nothing, and beyond 500 entries. */
export async function addEntry(entry: NewEntry): Promise<number> {
  const transaction = (await keptDatabase()).transaction('outbox', 'readwrite', { durability: 'strict' });
  if ((await transaction.store.count()) >= ENTRIES_MAX)
    throw new Error(`More than ${ENTRIES_MAX} entries are waiting.`);
  const id = await transaction.store.add(entry);
  await transaction.done;
  return id;
}

/** In the order they were written; none where the browser keeps nothing. */
export async function readEntries(accountId: string): Promise<readonly StoredEntry[]> {
  try {
    const all = (await (await keptDatabase()).getAll('outbox')) as StoredEntry[];
    return all.filter((entry) => entry.accountId === accountId);
  } catch {
    return [];
  }
}

export async function replaceEntry(entry: StoredEntry): Promise<void> {
  await (await keptDatabase()).put('outbox', entry);
}

export async function removeEntry(id: number): Promise<void> {
  await (await keptDatabase()).delete('outbox', id);
}

export async function removeAllEntries(accountId: string): Promise<void> {
  for (const { id } of await readEntries(accountId)) await removeEntry(id);
}
