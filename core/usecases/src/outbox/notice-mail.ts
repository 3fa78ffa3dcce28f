import { formatAmount, fromWire } from '@shared-payments/domain';
import type { Group } from '../groups/group.ts';
import type { Mail } from '../ports/mailer.ts';
import type { Commit } from '../store/commit.ts';
import type { BillNotice, Notice, ReadingNotice, ReminderNotice, WebhookNotice } from './notices.ts';

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
  const { subject, sentences, page, about } = mailWords(notice, group, receiver);
  return {
    id: `${group.id}-${commit.seq}-${about}-${receiver.userId}`,
    to: receiver.email,
    subject: `${group.name}: ${subject}`,
    text: [`Hello ${receiver.name},`, ...sentences, `${publicUrl}/groups/${group.id}/${page}`].join('\n\n'),
  };
}

interface MailWords {
  readonly subject: string;
  readonly sentences: readonly string[];
  /** Below the group's page. */
  readonly page: string;
  /** The id of what it is about. */
  readonly about: string;
}

function mailWords(notice: Notice, group: Group, receiver: MailReceiver): MailWords {
  if (notice.kind === 'reading-due') return readingWords(notice);
  if (notice.kind === 'webhook-paused') return pausedWords(notice);
  return notice.kind === 'shares-due' ? reminderWords(notice) : billWords(notice, group, receiver);
}

/** The address may hold a secret: its host is enough to know it by. */
function pausedWords({ webhook }: WebhookNotice): MailWords {
  const { host } = new URL(webhook.url);
  return {
    subject: `the webhook to ${host} is paused`,
    sentences: [
      `${host} did not take what it was sent, however often it was tried. Nothing is lost: replay the webhook once it answers again.`,
    ],
    page: 'webhooks',
    about: webhook.id,
  };
}

function reminderWords({ shares, day, memberId }: ReminderNotice): MailWords {
  const [first] = shares;
  const lines = shares.map(({ title, dueOn, openMinor, currency }) => {
    const open = formatAmount({ amountMinor: fromWire(openMinor), currency }, LOCALE);
    return `${title}: ${open}, due ${dueOn === day ? 'today' : `${dueOn < day ? 'since' : 'on'} ${dueOn}`}.`;
  });
  const subject =
    first && shares.length === 1 ? `${first.title} is to be paid` : `${shares.length} bills are to be paid`;
  return { subject, sentences: [lines.join('\n')], page: 'settle', about: `due-${memberId}` };
}

function readingWords({ meter }: ReadingNotice): MailWords {
  return {
    subject: `${meter.name} is to be read`,
    sentences: [`The reading of ${meter.name} is due since ${meter.nextReadingOn}: please write down what it shows.`],
    page: `meters/${meter.id}`,
    about: meter.id,
  };
}

function billWords(notice: BillNotice, group: Group, receiver: MailReceiver): MailWords {
  const { bill } = notice;
  const amount = (amountMinor: number) =>
    formatAmount({ amountMinor: fromWire(amountMinor), currency: bill.currency }, LOCALE);
  const share = bill.shares.find(
    ({ memberId }) => group.members.find(({ id }) => id === memberId)?.userId === receiver.userId,
  );
  const { subject, sentence } = wordsOf(notice, amount(bill.totalMinor));
  return {
    subject,
    sentences: [sentence, ...(share === undefined ? [] : [`Your share: ${amount(share.amountMinor)}.`])],
    page: `bills/${bill.id}`,
    about: bill.id,
  };
}

function wordsOf({ kind, bill }: BillNotice, total: string): { readonly subject: string; readonly sentence: string } {
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
