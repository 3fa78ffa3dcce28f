import { newIdempotencyKey } from '../api/idempotency-key.ts';
import type { StoredEntry, VersionedAnswer } from './outbox-entry.ts';
import { tell } from './outbox-news.ts';
import { removeEntry, replaceEntry } from './outbox-store.ts';
import { sendOutbox } from './send-outbox.ts';

/** It was refused, and what stood in its way may be gone. A refused key was not used up: it is the same wish. */
export async function sendAgain(entry: StoredEntry): Promise<void> {
  await waitAgain({ ...entry, state: { name: 'waiting' } });
}

/** Mine replaces theirs, of which I have seen every difference. A version later than that is another conflict. */
export async function keepMine(entry: StoredEntry, theirs: VersionedAnswer): Promise<void> {
  const request = { ...entry.request, ifVersion: theirs.version };
  // Another If-Match is another request, which needs a key of its own.
  await waitAgain({ ...entry, request, idempotencyKey: newIdempotencyKey(), state: { name: 'waiting' } });
}

/** Theirs stays, or it was not meant. */
export async function dropEntry({ id }: StoredEntry): Promise<void> {
  await removeEntry(id);
  tell({ name: 'changed' });
}

async function waitAgain(entry: StoredEntry): Promise<void> {
  await replaceEntry(entry);
  tell({ name: 'changed' });
  await sendOutbox(entry.accountId);
}
