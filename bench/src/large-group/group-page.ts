import { bodyOf } from '../api-process/person.ts';
import { startApiProcess } from '../api-process/start-api-process.ts';
import type { Figure, Measurement } from '../measurement.ts';
import { median, medianAndSpread, quantile } from '../statistics.ts';
import { LARGE_GROUP_BILLS, type LargeGroup, makeLargeGroup } from './large-group.ts';

const ROUNDS = 60;
const FRESH_STARTS = 5;

/** What the group's first page waits for, with 100,000 bills behind it. */
export const groupPage: Measurement = {
  name: 'group-page',
  title: `All data of the group's first page over HTTP, with ${LARGE_GROUP_BILLS.toLocaleString('en-GB')} bills`,
  async measure({ folder, progress }) {
    const large = await makeLargeGroup(folder, progress);
    const firstMs: number[] = [];
    for (let start = 1; start <= FRESH_STARTS; start += 1) {
      progress(`fresh start ${start} of ${FRESH_STARTS}`);
      const api = await startApiProcess(large.dataDir);
      firstMs.push(await openPage(large, api.url));
      await api.stop();
    }
    const api = await startApiProcess(large.dataDir);
    try {
      progress(`${ROUNDS} pages after a change`);
      const uncachedMs: number[] = [];
      const cachedMs: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        // A bill moves the head of the group: the next answer is made, the one after it comes from memory.
        bodyOf(await large.flat.createBill(api.url, `Round ${round}`));
        uncachedMs.push(await openPage(large, api.url));
        cachedMs.push(await openPage(large, api.url));
      }
      return figuresOf(firstMs, uncachedMs, cachedMs);
    } finally {
      await api.stop();
    }
  },
};

async function openPage({ flat }: LargeGroup, url: string): Promise<number> {
  const beganAt = performance.now();
  const answer = await flat.person.ask(url, 'GET', `/v1/groups/${flat.groupId}/overview`);
  const elapsedMs = performance.now() - beganAt;
  const { latestBills } = bodyOf<{ readonly latestBills: readonly unknown[] }>(answer);
  if (latestBills.length === 0) throw new Error('The page came without bills.');
  return elapsedMs;
}

function figuresOf(
  firstMs: readonly number[],
  uncachedMs: readonly number[],
  cachedMs: readonly number[],
): readonly Figure[] {
  return [
    {
      what: 'uncached, after a bill was made',
      ...medianAndSpread(uncachedMs),
      unit: 'ms',
      goal: { atMost: 20 },
      note: `median of ${ROUNDS}, 95 of 100 within ${quantile(uncachedMs, 0.95).toFixed(1)} ms, the client's own time included`,
    },
    {
      what: 'cached',
      ...medianAndSpread(cachedMs),
      unit: 'ms',
      note: `${(median(uncachedMs) / median(cachedMs)).toFixed(1)} times as quick`,
    },
    {
      what: 'the first page of a fresh process',
      ...medianAndSpread(firstMs),
      unit: 'ms',
      note: `median of ${FRESH_STARTS}: nothing is compiled or read yet, and the session is looked up as well`,
    },
  ];
}
