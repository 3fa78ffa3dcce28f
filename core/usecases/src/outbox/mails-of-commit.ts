import { AppError } from '@shared-payments/domain';
import { groups } from '../groups/group.ts';
import { identityCollections, userPartition } from '../identity/identity-collections.ts';
import type { Mail } from '../ports/mailer.ts';
import type { Services } from '../ports/services.ts';
import type { Partition } from '../ports/store.ts';
import type { Commit } from '../store/commit.ts';
import { type MailReceiver, noticeMail } from './notice-mail.ts';
import { noticesOf, receiversOf } from './notices.ts';

/** What people are to hear of a commit, always in the same order. Errors: `not_found` when its group is gone. */
export async function mailsOfCommit(services: Services, commit: Commit, publicUrl: string): Promise<readonly Mail[]> {
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
