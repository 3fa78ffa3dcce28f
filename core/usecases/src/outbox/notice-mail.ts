import { formatAmount, fromWire } from '@shared-payments/domain';
import type { Group } from '../groups/group.ts';
import type { Mail } from '../ports/mailer.ts';
import type { Commit } from '../store/commit.ts';
import type { Notice } from './notices.ts';

export interface MailReceiver {
  readonly userId: string;
  readonly email: string;
  readonly name: string;
}

const LOCALE = 'en';

/** The id is made of commit and receiver: a mail that is tried again is the same mail. */
export function noticeMail(
  commit: Commit,
  notice: Notice,
  group: Group,
  receiver: MailReceiver,
  publicUrl: string,
): Mail {
  const { bill } = notice;
  const total = formatAmount({ amountMinor: fromWire(bill.totalMinor), currency: bill.currency }, LOCALE);
  const share = bill.shares.find(
    ({ memberId }) => group.members.find(({ id }) => id === memberId)?.userId === receiver.userId,
  );
  const own = share
    ? formatAmount({ amountMinor: fromWire(share.amountMinor), currency: bill.currency }, LOCALE)
    : undefined;
  const link = `${publicUrl}/groups/${group.id}/bills/${bill.id}`;
  const { subject, sentence } = wordsOf(notice, total);
  return {
    id: `${group.id}-${commit.seq}-${bill.id}-${receiver.userId}`,
    to: receiver.email,
    subject: `${group.name}: ${subject}`,
    text: [`Hello ${receiver.name},`, sentence, ...(own === undefined ? [] : [`Your share: ${own}.`]), link].join(
      '\n\n',
    ),
  };
}

function wordsOf({ kind, bill }: Notice, total: string): { readonly subject: string; readonly sentence: string } {
  switch (kind) {
    case 'bill-waits-for-approval':
      return {
        subject: `${bill.title} waits for your approval`,
        sentence: `${bill.title} (${total}, ${bill.date}) counts once you approve it.`,
      };
    case 'bill-contested': {
      const reason = bill.disputes.at(-1)?.reason ?? '';
      return {
        subject: `${bill.title} was contested`,
        sentence: `${bill.title} (${total}, ${bill.date}) was contested: ${reason}`,
      };
    }
    case 'bill-came-again':
      return { subject: `${bill.title}, ${total}`, sentence: `${bill.title} of ${bill.date} is ${total}.` };
  }
}
