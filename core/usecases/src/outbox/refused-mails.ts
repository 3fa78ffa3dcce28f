import { AppError } from '@shared-payments/domain';
import type { ReaderPositions } from '../ports/lease.ts';
import type { Commit } from '../store/commit.ts';

/** A mail that was refused and is tried again. Its words and address are made anew each time: a corrected address is used. */
export interface RefusedMail {
  readonly mailId: string;
  readonly partition: string;
  readonly seq: number;
  readonly attemptCount: number;
  /** Not before this moment (epoch milliseconds). */
  readonly nextAt: number;
}

export interface RefusedMails {
  readonly waiting: readonly RefusedMail[];
  /** Every mail that was ever given up. */
  readonly givenUpCount: number;
  /** The last ones, the newest first, `GIVEN_UP_KEPT` at most. */
  readonly givenUp: readonly string[];
}

export const OUTBOX_REFUSED_READER = 'outbox-refused';
/** Attempts for one mail, over two and a half days; then it is given up. */
export const MAIL_ATTEMPTS_MAX = 8;
/** A mail server that refuses more than this refuses everybody: the log waits for it. */
export const REFUSED_WAITING_MAX = 1_000;
const GIVEN_UP_KEPT = 100;
const FIRST_DELAY_MS = 60_000;
const DELAY_MAX_MS = 24 * 3_600_000;
const DELAY_FACTOR = 5;

/** The wait after this many refusals: 1 min, 5 min, 25 min, 2 h, 10 h, and 24 h from then on. */
export function mailDelayMs(attemptCount: number): number {
  return Math.min(DELAY_MAX_MS, FIRST_DELAY_MS * DELAY_FACTOR ** Math.max(0, attemptCount - 1));
}

/** Whether the server refused this one mail; anything else says that it takes none at the moment. */
export function isMailRefused(error: unknown): boolean {
  return error instanceof AppError && error.data.isRefused === true;
}

export async function loadRefused(positions: ReaderPositions): Promise<RefusedMails> {
  const saved = await positions.load(OUTBOX_REFUSED_READER);
  return saved === '' ? { waiting: [], givenUpCount: 0, givenUp: [] } : (JSON.parse(saved) as RefusedMails);
}

export async function saveRefused(positions: ReaderPositions, refused: RefusedMails): Promise<void> {
  await positions.save(OUTBOX_REFUSED_READER, JSON.stringify(refused));
}

/** One more refusal of a mail: it waits longer than before, or is given up. A repeat after a crash does not make it two. */
export function withRefusal(
  refused: RefusedMails,
  mailId: string,
  { partition, seq }: Pick<Commit, 'partition' | 'seq'>,
  at: number,
): RefusedMails {
  const before = refused.waiting.find((mail) => mail.mailId === mailId);
  const attemptCount = (before?.attemptCount ?? 0) + 1;
  const { waiting, givenUp, givenUpCount } = withoutMail(refused, mailId);
  if (attemptCount >= MAIL_ATTEMPTS_MAX) {
    return { waiting, givenUpCount: givenUpCount + 1, givenUp: [mailId, ...givenUp].slice(0, GIVEN_UP_KEPT) };
  }
  const nextAt = at + mailDelayMs(attemptCount);
  return { waiting: [...waiting, { mailId, partition, seq, attemptCount, nextAt }], givenUp, givenUpCount };
}

export function withoutMail(refused: RefusedMails, mailId: string): RefusedMails {
  return { ...refused, waiting: refused.waiting.filter((mail) => mail.mailId !== mailId) };
}
