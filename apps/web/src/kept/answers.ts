import { type KeptAnswer, keptDatabase } from './database.ts';
import { forgetLooks } from './looks.ts';

const KEPT_MAX = 400;
const KEPT_MS = 60 * 24 * 60 * 60_000;
/** What the service worker names its copies of the API's answers. */
export const ANSWERS_CACHE = 'api-answers';

/** The answer that was kept under `hash`, or undefined. Never rejects: without it the network is asked. */
export async function readKept(hash: string): Promise<KeptAnswer | undefined> {
  try {
    return await (await keptDatabase()).get('answers', hash);
  } catch {
    return undefined;
  }
}

export async function keepAnswer(hash: string, data: unknown, at: number): Promise<void> {
  try {
    await (await keptDatabase()).put('answers', { hash, at, data });
  } catch {
    // A full disk, or a browser that keeps nothing: the answer was shown all the same.
  }
}

/** The answers belong to one account: those of another are gone before the first of the new one is kept. */
export async function keepOnlyFor(accountId: string): Promise<void> {
  try {
    const database = await keptDatabase();
    const owner = await database.get('facts', 'owner');
    if (owner !== undefined && owner !== accountId) await forgetAnswers();
    if (owner !== accountId) await database.put('facts', accountId, 'owner');
  } catch {
    // Nothing is kept here at all.
  }
}

/** Nothing of who was here stays for the next one at this screen. What waits in the outbox is not touched. */
export async function forgetAnswers(): Promise<void> {
  try {
    const database = await keptDatabase();
    await Promise.all([database.clear('answers'), database.delete('facts', 'owner')]);
    await forgetLooks();
    if (typeof caches !== 'undefined') await caches.delete(ANSWERS_CACHE);
  } catch {
    // Nothing was kept.
  }
}

/** Lets go of what nobody has looked at for long: older than 60 days, or beyond the 400 latest. */
export async function tidyAnswers(now: number): Promise<void> {
  try {
    const transaction = (await keptDatabase()).transaction('answers', 'readwrite');
    let surplus = (await transaction.store.count()) - KEPT_MAX;
    for (let row = await transaction.store.index('at').openCursor(); row; row = await row.continue()) {
      if (surplus <= 0 && row.value.at > now - KEPT_MS) break;
      await row.delete();
      surplus -= 1;
    }
    await transaction.done;
  } catch {
    // The next start tries again.
  }
}
