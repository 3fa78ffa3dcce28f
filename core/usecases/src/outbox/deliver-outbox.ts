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
const PAGE_COMMITS = 200;

/**
 * Reads the log from where it stopped and sends what people should hear of. The position moves after each commit whose mails
 * were taken: a crash repeats the mails of one commit at most, under the same ids.
 */
export async function deliverOutbox(needs: OutboxNeeds): Promise<OutboxRun> {
  const { positions, services, mailer } = needs;
  let position = await positions.load(OUTBOX_READER);
  let sentCount = 0;
  for (;;) {
    const page = await services.store.readLog(position, PAGE_COMMITS);
    let saved = position;
    for (const { position: here, commit } of page) {
      const mails = await mailsOf(needs, commit);
      try {
        for (const mail of mails) await mailer.send(mail);
      } catch (error) {
        if (saved !== position) await positions.save(OUTBOX_READER, position);
        return { sentCount, stoppedBy: error };
      }
      position = here;
      sentCount += mails.length;
      if (mails.length > 0) {
        await positions.save(OUTBOX_READER, position);
        saved = position;
      }
    }
    if (saved !== position) await positions.save(OUTBOX_READER, position);
    if (page.length < PAGE_COMMITS) return { sentCount, stoppedBy: undefined };
  }
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
