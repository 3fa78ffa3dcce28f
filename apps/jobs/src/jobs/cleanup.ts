import { removeExpired, removeUnnamedFiles, type Services } from '@shared-payments/usecases';
import type { Job } from '../job.ts';

const EVERY_MS = 3_600_000;

/** Ends expired sessions and links, and removes files nobody names (any more). */
export function cleanupJob(services: Services): Job {
  let suspects: ReadonlySet<string> = new Set();
  return {
    name: 'cleanup',
    everyMs: EVERY_MS,
    async run(requestId) {
      const expired = await removeExpired(services, requestId);
      const files = await removeUnnamedFiles(services, suspects);
      suspects = files.suspects;
      return expired + files.removedCount > 0 ? { expired, files: files.removedCount } : undefined;
    },
  };
}
