import { AppError } from '@shared-payments/domain';
import type { ReaderPositions } from '../ports/lease.ts';
import type { Commit } from '../store/commit.ts';
import { type OutboxChannel, readersOf } from './channel.ts';

/** A delivery that was refused and is tried again. Its words and address are made anew each time: a corrected address is used. */
export interface RefusedDelivery {
  /** Of the delivery; called so since there were only mails. */
  readonly mailId: string;
  readonly partition: string;
  readonly seq: number;
  readonly attemptCount: number;
  /** Not before this moment (epoch milliseconds). */
  readonly nextAt: number;
}

export interface RefusedDeliveries {
  readonly waiting: readonly RefusedDelivery[];
  /** Every delivery that was ever given up. */
  readonly givenUpCount: number;
  /** The last ones, the newest first, `GIVEN_UP_KEPT` at most. */
  readonly givenUp: readonly string[];
}

/** Attempts for one delivery, over two and a half days; then it is given up. */
export const DELIVERY_ATTEMPTS_MAX = 8;
/** A channel that refuses more than this refuses everybody. */
export const REFUSED_WAITING_MAX = 1_000;
const GIVEN_UP_KEPT = 100;
const FIRST_DELAY_MS = 60_000;
const DELAY_MAX_MS = 24 * 3_600_000;
const DELAY_FACTOR = 5;

/** The wait after this many refusals: 1 min, 5 min, 25 min, 2 h, 10 h, and 24 h from then on. */
export function retryDelayMs(attemptCount: number): number {
  return Math.min(DELAY_MAX_MS, FIRST_DELAY_MS * DELAY_FACTOR ** Math.max(0, attemptCount - 1));
}

/** Whether this one delivery was refused; anything else says that the channel takes none at the moment. */
export function isRefused(error: unknown): boolean {
  return error instanceof AppError && error.data.isRefused === true;
}

/** How long the channel asked to be left alone with this delivery, in milliseconds; 0 when it did not ask. */
export function askedDelayMs(error: unknown): number {
  const asked = error instanceof AppError ? error.data.retryAfterMs : undefined;
  return typeof asked === 'number' ? asked : 0;
}

interface Kept {
  readonly positions: ReaderPositions;
  readonly channel: OutboxChannel;
}

export async function loadRefused({ positions, channel }: Kept): Promise<RefusedDeliveries> {
  const saved = await positions.load(readersOf(channel).refused);
  return saved === '' ? { waiting: [], givenUpCount: 0, givenUp: [] } : (JSON.parse(saved) as RefusedDeliveries);
}

export async function saveRefused({ positions, channel }: Kept, refused: RefusedDeliveries): Promise<void> {
  await positions.save(readersOf(channel).refused, JSON.stringify(refused));
}

/**
 * One more refusal: it waits longer than before, and no less than it was asked to within a day, or is given up. A repeat after a
 * crash does not make it two.
 */
export function withRefusal(
  refused: RefusedDeliveries,
  mailId: string,
  { partition, seq }: Pick<Commit, 'partition' | 'seq'>,
  at: number,
  askedMs: number,
): RefusedDeliveries {
  const before = refused.waiting.find((one) => one.mailId === mailId);
  const attemptCount = (before?.attemptCount ?? 0) + 1;
  if (attemptCount >= DELIVERY_ATTEMPTS_MAX) return withGivenUp(refused, mailId);
  const nextAt = at + Math.min(DELAY_MAX_MS, Math.max(retryDelayMs(attemptCount), askedMs));
  const { waiting, ...others } = without(refused, mailId);
  return { waiting: [...waiting, { mailId, partition, seq, attemptCount, nextAt }], ...others };
}

export function withGivenUp(refused: RefusedDeliveries, mailId: string): RefusedDeliveries {
  const { waiting, givenUp, givenUpCount } = without(refused, mailId);
  return { waiting, givenUpCount: givenUpCount + 1, givenUp: [mailId, ...givenUp].slice(0, GIVEN_UP_KEPT) };
}

export function without(refused: RefusedDeliveries, mailId: string): RefusedDeliveries {
  return { ...refused, waiting: refused.waiting.filter((one) => one.mailId !== mailId) };
}
