import { oldestGapAt, reconcileGateway, type Services } from '@shared-payments/usecases';
import type { Job } from '../job.ts';

const EVERY_MS = 3_600_000;
// Long enough that a weekend without jobs leaves nothing unseen.
const LOOK_BACK_MS = 7 * 86_400_000;
/** What differs is looked at again for this long; then it stays until a person puts it right. */
const LOOK_BACK_MAX_MS = 90 * 86_400_000;

/** Compares the gateway's report of the last week with the entries; what differs is named, and kept for `doctor`. */
export function reconciliationJob(services: Services): Job {
  return {
    name: 'reconciliation',
    everyMs: EVERY_MS,
    async run(requestId) {
      const untilMs = services.now() + 1;
      const oldestMs = Math.min(untilMs, (await oldestGapAt(services)) ?? untilMs);
      const fromMs = Math.max(oldestMs - LOOK_BACK_MS, untilMs - LOOK_BACK_MAX_MS);
      const { gaps, changedCount } = await reconcileGateway(services, { fromMs, untilMs }, requestId);
      if (gaps.length === 0 && changedCount === 0) return undefined;
      return { changedCount, gaps: gaps.map(({ kind, subject }) => `${kind} ${subject}`) };
    },
  };
}
