import type { AccountWire, WireOf } from '@shared-payments/contract';
import { isProblem, RequestProblem } from '../api/request-problem.ts';
import { readAnswer, sendWrite } from '../api/send-request.ts';
import type { StoredEntry, VersionedAnswer } from './outbox-entry.ts';
import { tell } from './outbox-news.ts';
import { readEntries, removeEntry, replaceEntry } from './outbox-store.ts';

/** Why sending ended: all was tried, or the rest has to wait for the network, the server or a new session. */
export type SendingEnd = 'done' | 'unreachable' | 'not_signed_in';

const LOCK = 'shared-payments.outbox';
let inThisTab: Promise<unknown> = Promise.resolve();

/**
 * Sends what waits for `accountId`, one after another in the order it was written, by one tab at a time. What the server refuses
 * stays in the outbox with its reason, and does not hold up the others. `ownId` is what this page's reader wrote just now.
 */
export function sendOutbox(accountId: string, ownId?: number): Promise<SendingEnd> {
  const send = () => sendAll(accountId, ownId);
  // Browsers keep locks to secure pages. Without one, two tabs may send the same entry: its key makes it happen once.
  if (typeof navigator !== 'undefined' && navigator.locks) return navigator.locks.request(LOCK, send);
  const next = inThisTab.then(send, send);
  inThisTab = next;
  return next;
}

async function sendAll(accountId: string, ownId: number | undefined): Promise<SendingEnd> {
  const waiting = async (after: number) =>
    (await readEntries(accountId)).find(({ id, state }) => id > after && state.name === 'waiting');
  let entry = await waiting(0);
  if (!entry) return 'done';
  try {
    if (entry.id !== ownId && !(await isSignedInAs(accountId))) return 'not_signed_in';
    for (; entry; entry = await waiting(entry.id)) await sendEntry(entry);
    return 'done';
  } catch (error) {
    if (isProblem(error, 'not_signed_in')) return 'not_signed_in';
    if (isForLater(error)) return 'unreachable';
    throw error;
  }
}

/** Nothing is ever sent in the session of somebody who signed in since. */
async function isSignedInAs(accountId: string): Promise<boolean> {
  const { account } = await readAnswer<{ readonly account: WireOf<typeof AccountWire> }>('/v1/auth/account');
  return account.id === accountId;
}

async function sendEntry(entry: StoredEntry): Promise<void> {
  try {
    const answer = await sendWrite(entry.request, entry.idempotencyKey);
    await removeEntry(entry.id);
    tell({ name: 'sent', id: entry.id, groupId: entry.words.groupId, answer });
  } catch (error) {
    if (!(error instanceof RequestProblem) || isForLater(error) || isProblem(error, 'not_signed_in')) throw error;
    await replaceEntry({ ...entry, state: await refusedState(entry, error) });
    const { code, status, requestId, data, message } = error;
    tell({ name: 'refused', id: entry.id, problem: { code, status, requestId, data, message } });
  }
  tell({ name: 'changed' });
}

async function refusedState({ request }: StoredEntry, problem: RequestProblem): Promise<StoredEntry['state']> {
  if (problem.code !== 'conflict' || request.ifVersion === undefined) return { name: 'problem', code: problem.code };
  return { name: 'conflict', theirs: await readAnswer<VersionedAnswer>(request.path) };
}

/** There was no answer, or one that says 'not now'. */
export function isForLater(error: unknown): boolean {
  return isProblem(error, 'unreachable', 'unavailable', 'rate_limited');
}
