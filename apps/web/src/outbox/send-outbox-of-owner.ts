import { keptDatabase } from '../kept/database.ts';
import { sendOutbox } from './send-outbox.ts';

/** Sends what waits without a page: for the account whose answers this browser keeps. Rejects to be woken once more. */
export async function sendOutboxOfOwner(): Promise<void> {
  const accountId = await (await keptDatabase()).get('facts', 'owner');
  if (accountId === undefined) return;
  const end = await sendOutbox(accountId);
  if (end === 'unreachable') throw new Error('There was no answer: once more when there is a network.');
}
