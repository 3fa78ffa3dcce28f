import type { WriteRequest } from '../api/request.ts';
import { RequestProblem } from '../api/request-problem.ts';
import { sendWrite } from '../api/send-request.ts';
import type { EntryWords } from './outbox-entry.ts';
import { listen, type ProblemFacts, tell } from './outbox-news.ts';
import { addEntry, removeEntry } from './outbox-store.ts';
import { sendOutbox } from './send-outbox.ts';
import { SYNC_TAG } from './sync-tag.ts';

/** It waits in the outbox and is sent as soon as there is an answer to be had. */
export const KEPT = Symbol('kept');

/** How long a form waits for the answer before it lets its reader go on. */
const PATIENCE_MS = 8_000;

export interface KeptWrite<Answer> {
  readonly accountId: string;
  readonly words: EntryWords;
  readonly request: WriteRequest<Answer>;
  readonly idempotencyKey: string;
}

/**
 * Writes to the outbox first and sends from there: a tab that is closed in between loses nothing. Answers `KEPT` when there was
 * no answer yet. Errors: RequestProblem, when the server refused while the form still waited; nothing is kept of it then.
 */
export async function keepWrite<Answer>(write: KeptWrite<Answer>): Promise<Answer | typeof KEPT> {
  const id = await addEntry({ ...write, writtenAt: Date.now(), state: { name: 'waiting' } }).catch(() => undefined);
  // This browser keeps nothing, or nothing more: then it is now or not at all.
  if (id === undefined) return sendWrite(write.request, write.idempotencyKey);
  tell({ name: 'changed' });
  const answer = Promise.withResolvers<Answer | typeof KEPT>();
  const stopListening = listen((news) => {
    if (news.name === 'sent' && news.id === id) answer.resolve(news.answer as Answer);
    if (news.name === 'refused' && news.id === id) answer.reject(problemOf(news.problem));
  });
  const patience = setTimeout(() => answer.resolve(KEPT), PATIENCE_MS);
  sendOutbox(write.accountId, id).then(
    // When another tab sent it, its news is on the way.
    (end) => end !== 'done' && answer.resolve(KEPT),
    () => answer.resolve(KEPT),
  );
  try {
    const given = await answer.promise;
    if (given === KEPT) void askForSync();
    return given;
  } catch (problem) {
    // The form shows why, and has what was typed.
    await removeEntry(id);
    tell({ name: 'changed' });
    throw problem;
  } finally {
    clearTimeout(patience);
    stopListening();
  }
}

function problemOf({ message, ...facts }: ProblemFacts): RequestProblem {
  return new RequestProblem({ ...facts, detail: message });
}

/** Where the browser can, it wakes the service worker once there is a network, even when every tab is closed. */
async function askForSync(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration();
    const { sync } = (registration ?? {}) as { sync?: { register: (tag: string) => Promise<void> } };
    await sync?.register(SYNC_TAG);
  } catch {
    // Refused by a setting: the next start of the app sends it.
  }
}
