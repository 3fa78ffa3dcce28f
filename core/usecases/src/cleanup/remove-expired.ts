import { runCommand } from '../command/run-command.ts';
import { remove } from '../command/writes.ts';
import { identityCollections, identityPartition } from '../identity/identity-collections.ts';
import type { Services } from '../ports/services.ts';

const REMOVED_PER_RUN_MAX = 1_000;
const CLEANUP = 'job:cleanup';

/** Ends what has run out: sessions, and links and codes nobody used. Answers how many. */
export async function removeExpired(services: Services, requestId: string): Promise<number> {
  // Keys are lower case, and '~' sorts after all of a day's.
  const before = `${new Date(services.now()).toISOString().toLowerCase()}~`;
  let removed = 0;
  for (const model of ['session', 'verification'] as const) {
    const collection = identityCollections[model];
    const expired = await services.store.find(collection, {
      index: 'by-expiresAt',
      before,
      limit: REMOVED_PER_RUN_MAX,
    });
    for (const { document } of expired) {
      const partition = identityPartition(model, document);
      const request = { partition, verb: 'cleanup/remove-expired', input: null };
      removed += await runCommand(services, { userId: CLEANUP, requestId }, request, async (reader, at) => {
        const current = await reader.get(collection, partition, document.id);
        // It may have been prolonged since it was found.
        if (!current || Date.parse(String(current.expiresAt)) > at) return { writes: [], answer: 0 };
        return { writes: [remove(collection, current)], answer: 1 };
      });
    }
  }
  return removed;
}
