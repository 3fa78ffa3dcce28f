import type { ReaderPositions } from '../ports/lease.ts';
import type { Mail, Mailer } from '../ports/mailer.ts';
import type { Services } from '../ports/services.ts';
import type { Commit } from '../store/commit.ts';
import { mailsOfCommit } from './mails-of-commit.ts';
import { isMailRefused, loadRefused } from './refused-mails.ts';
import { noteRefusal, retryRefused } from './retry-refused.ts';

export interface OutboxNeeds {
  readonly services: Services;
  readonly positions: ReaderPositions;
  readonly mailer: Mailer;
  readonly publicUrl: string;
}

export interface OutboxRun {
  readonly sentCount: number;
  /** Mails that were refused and are tried again later. */
  readonly waitingCount: number;
  /** Mails that were given up in this run, by id; they are not tried again. */
  readonly givenUp: readonly string[];
  /** The mail server takes nothing at the moment: everything after this waits for the next run. */
  readonly stoppedBy: unknown;
}

export const OUTBOX_READER = 'outbox';
/** The id of the last mail of the commit in hand that was taken, or was refused and noted. */
export const OUTBOX_MAIL_READER = 'outbox-mail';
const PAGE_COMMITS = 200;
/** No mail is begun later in a run. With what one mail may take it stays below the scheduler's lease, so no other process sends meanwhile. */
export const OUTBOX_RUN_MAX_MS = 10_000;

/**
 * Reads the log from where it stopped and sends what people should hear of. Each mail that was taken is remembered before
 * the next: a crash repeats one mail at most, under the same id. A refused mail is tried again later and holds up no other.
 */
export async function deliverOutbox(needs: OutboxNeeds): Promise<OutboxRun> {
  const { positions, services } = needs;
  const untilMs = services.now() + OUTBOX_RUN_MAX_MS;
  const before = await loadRefused(positions);
  const fresh = await deliverFresh(needs, untilMs);
  const again =
    fresh.stoppedBy === undefined ? await retryRefused(needs, untilMs) : { sentCount: 0, stoppedBy: fresh.stoppedBy };
  const { waiting, givenUp, givenUpCount } = await loadRefused(positions);
  return {
    sentCount: fresh.sentCount + again.sentCount,
    waitingCount: waiting.length,
    givenUp: givenUp.slice(0, givenUpCount - before.givenUpCount),
    stoppedBy: again.stoppedBy,
  };
}

async function deliverFresh(needs: OutboxNeeds, untilMs: number): Promise<Pick<OutboxRun, 'sentCount' | 'stoppedBy'>> {
  const { positions, services } = needs;
  let position = await positions.load(OUTBOX_READER);
  let sentCount = 0;
  for (;;) {
    const page = await services.store.readLog(position, PAGE_COMMITS);
    let saved = position;
    for (const { position: here, commit } of page) {
      const mails = await mailsOfCommit(services, commit, needs.publicUrl);
      const sent = await sendRest(needs, commit, mails, untilMs);
      sentCount += sent.count;
      if (!sent.isWhole) {
        if (saved !== position) await positions.save(OUTBOX_READER, position);
        return { sentCount, stoppedBy: sent.stoppedBy };
      }
      position = here;
      if (mails.length > 0) {
        await positions.save(OUTBOX_READER, position);
        saved = position;
      }
    }
    if (saved !== position) await positions.save(OUTBOX_READER, position);
    if (page.length < PAGE_COMMITS) return { sentCount, stoppedBy: undefined };
  }
}

interface Sent {
  readonly count: number;
  readonly isWhole: boolean;
  readonly stoppedBy: unknown;
}

/** Sends the mails of one commit behind the last one that was dealt with, until `untilMs`. */
async function sendRest(needs: OutboxNeeds, commit: Commit, mails: readonly Mail[], untilMs: number): Promise<Sent> {
  if (mails.length === 0) return { count: 0, isWhole: true, stoppedBy: undefined };
  const { positions, services } = needs;
  const last = await positions.load(OUTBOX_MAIL_READER);
  const rest = mails.slice(mails.findIndex(({ id }) => id === last) + 1);
  let count = 0;
  for (const mail of rest) {
    if (services.now() >= untilMs) return { count, isWhole: false, stoppedBy: undefined };
    try {
      count += await sendOrNote(needs, commit, mail);
    } catch (stoppedBy) {
      return { count, isWhole: false, stoppedBy };
    }
    await positions.save(OUTBOX_MAIL_READER, mail.id);
  }
  return { count, isWhole: true, stoppedBy: undefined };
}

/** How many were taken: one, or none when it was refused and waits. Errors: the server's, when it takes nothing. */
async function sendOrNote(needs: OutboxNeeds, commit: Commit, mail: Mail): Promise<number> {
  try {
    await needs.mailer.send(mail);
    return 1;
  } catch (error) {
    if (!isMailRefused(error)) throw error;
    await noteRefusal(needs, mail.id, commit, error);
    return 0;
  }
}
