import { AppError } from '@shared-payments/domain';
import { groups } from '../groups/group.ts';
import { identityCollections, userPartition } from '../identity/identity-collections.ts';
import type { ReaderPositions } from '../ports/lease.ts';
import type { Mail, Mailer } from '../ports/mailer.ts';
import type { Services } from '../ports/services.ts';
import type { Partition } from '../ports/store.ts';
import type { Commit } from '../store/commit.ts';
import { type MailReceiver, noticeMail } from './notice-mail.ts';
import { noticesOf, receiversOf } from './notices.ts';

export interface OutboxNeeds {
  readonly services: Services;
  readonly positions: ReaderPositions;
  readonly mailer: Mailer;
  readonly publicUrl: string;
}

export interface OutboxRun {
  readonly sentCount: number;
  /** A mail that was not taken: everything after it waits for the next run. */
  readonly stoppedBy: unknown;
}

export const OUTBOX_READER = 'outbox';
/** The id of the last mail of the commit in hand that was taken. */
export const OUTBOX_MAIL_READER = 'outbox-mail';
const PAGE_COMMITS = 200;
/** No mail is begun later in a run. With what one mail may take it stays below the scheduler's lease, so no other process sends meanwhile. */
export const OUTBOX_RUN_MAX_MS = 10_000;

/**
 * Reads the log from where it stopped and sends what people should hear of. Each mail that was taken is remembered before
 * the next: a crash repeats one mail at most, under the same id.
 */
export async function deliverOutbox(needs: OutboxNeeds): Promise<OutboxRun> {
  const { positions, services } = needs;
  const untilMs = services.now() + OUTBOX_RUN_MAX_MS;
  let position = await positions.load(OUTBOX_READER);
  let sentCount = 0;
  for (;;) {
    const page = await services.store.readLog(position, PAGE_COMMITS);
    let saved = position;
    for (const { position: here, commit } of page) {
      const mails = await mailsOf(needs, commit);
      const sent = await sendRest(needs, mails, untilMs);
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

/** Sends the mails of one commit behind the last one that was taken, until `untilMs`. */
async function sendRest(
  { positions, services, mailer }: OutboxNeeds,
  mails: readonly Mail[],
  untilMs: number,
): Promise<Sent> {
  if (mails.length === 0) return { count: 0, isWhole: true, stoppedBy: undefined };
  const taken = await positions.load(OUTBOX_MAIL_READER);
  const rest = mails.slice(mails.findIndex(({ id }) => id === taken) + 1);
  let count = 0;
  for (const mail of rest) {
    if (services.now() >= untilMs) return { count, isWhole: false, stoppedBy: undefined };
    try {
      await mailer.send(mail);
    } catch (stoppedBy) {
      return { count, isWhole: false, stoppedBy };
    }
    await positions.save(OUTBOX_MAIL_READER, mail.id);
    count += 1;
  }
  return { count, isWhole: true, stoppedBy: undefined };
}

async function mailsOf({ services, publicUrl }: OutboxNeeds, commit: Commit): Promise<readonly Mail[]> {
  const notices = noticesOf(commit);
  if (notices.length === 0) return [];
  const groupId = commit.partition.slice('group:'.length);
  const group = await services.store.get(groups, commit.partition as Partition, groupId);
  if (!group) throw new AppError('not_found', 'The group of a notice is not there.');
  const mails: Mail[] = [];
  for (const notice of notices) {
    for (const userId of receiversOf(notice, group, commit.actor)) {
      const receiver = await receiverOf(services, userId);
      if (receiver) mails.push(noticeMail(commit, notice, group, receiver, publicUrl));
    }
  }
  return mails;
}

/** Guests have no address, and hear of things when they look. */
async function receiverOf(services: Services, userId: string): Promise<MailReceiver | undefined> {
  const user = await services.store.get(identityCollections.user, userPartition(userId), userId);
  if (!user || user.isAnonymous === true) return undefined;
  return { userId, email: String(user.email), name: String(user.name) };
}
