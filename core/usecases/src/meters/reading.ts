import { AppError, type LocalDate, type Reading, type ReadingReason, readingRank } from '@shared-payments/domain';
import { groupPartition } from '../groups/rights.ts';
import type { KeyRange, Reader } from '../ports/store.ts';
import { defineCollection } from '../store/collection.ts';

/** A reading somebody wrote down. One that waits for a review counts for nothing until the primary payer accepts it. */
export interface ReadingRecord extends Reading {
  readonly id: string;
  readonly version: number;
  readonly needsReview: boolean;
  /** Why it wants a review, or did when it was accepted; empty for a plain one. */
  readonly reasons: readonly ReadingReason[];
  readonly createdBy: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const readings = defineCollection<ReadingRecord>('readings', {
  keys: (reading) => [
    ['byMeter', `${reading.meterId}|${reading.date}|${readingRank(reading.kind)}|${reading.register}|${reading.id}`],
  ],
});

// Two years on either side hold every season a rule compares with; automatic meters write one reading a day.
const AROUND_PAGES_MAX = 10;
const PAGE_READINGS = 1000;
/** Enough for the last (or first) reading of every register outside the days that are read whole. */
const OUTSIDE_READINGS = 40;

/** Errors: `not_found`. */
export async function readingOf(
  reader: Pick<Reader, 'get'>,
  groupId: string,
  meterId: string,
  readingId: string,
): Promise<ReadingRecord> {
  const reading = await reader.get(readings, groupPartition(groupId), readingId);
  if (reading?.meterId !== meterId) throw new AppError('not_found', 'There is no such reading of this meter.');
  return reading;
}

/** Every reading of [first, last], and the nearest ones before and after, by date. */
export async function readingsAround(
  reader: Pick<Reader, 'list'>,
  groupId: string,
  meterId: string,
  first: LocalDate,
  last: LocalDate,
): Promise<readonly ReadingRecord[]> {
  const list = (range: Pick<KeyRange, 'after' | 'before' | 'isDescending' | 'limit'>) =>
    reader.list(readings, groupPartition(groupId), { index: 'byMeter', prefix: `${meterId}|`, ...range });
  // '~' sorts after every id, so the last day is part of the range.
  const [start, end] = [`${meterId}|${first}`, `${meterId}|${last}|~`];
  const earlier = await list({ before: start, isDescending: true, limit: OUTSIDE_READINGS });
  const later = await list({ after: end, limit: OUTSIDE_READINGS });
  const within: ReadingRecord[] = [];
  let after = start;
  for (let page = 0; page < AROUND_PAGES_MAX; page += 1) {
    const found = await list({ after, before: end, limit: PAGE_READINGS });
    within.push(...found.map(({ document }) => document));
    if (found.length < PAGE_READINGS) break;
    after = found.at(-1)?.key ?? end;
  }
  const outside = (found: typeof earlier) => found.map(({ document }) => document);
  return [...outside(earlier).toReversed(), ...within, ...outside(later)];
}

/** The day of the newest reading that is no guess, as if `without` were not there; null: none yet. */
export async function lastReadOn(
  reader: Pick<Reader, 'list'>,
  groupId: string,
  meterId: string,
  without?: string,
): Promise<LocalDate | null> {
  const range = { index: 'byMeter', prefix: `${meterId}|`, limit: OUTSIDE_READINGS, isDescending: true };
  const newest = await reader.list(readings, groupPartition(groupId), range);
  const last = newest.find(({ document: { id, source } }) => id !== without && source !== 'estimate');
  return last?.document.date ?? null;
}
