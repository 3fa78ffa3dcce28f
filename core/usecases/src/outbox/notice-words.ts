import { yearMonth } from '@shared-payments/domain';
import type { Bill } from '../bills/bill.ts';
import type { Group } from '../groups/group.ts';
import type { Facts, SayingKey } from '../ports/texts.ts';
import { billChangeFor, type Stake } from './bill-change.ts';
import type { NoticeContext } from './notice-context.ts';
import type {
  BillEditNotice,
  BillNotice,
  CommentNotice,
  Notice,
  PaymentNotice,
  ReadingNotice,
  ReminderNotice,
  StatementNotice,
  WebhookNotice,
} from './notices.ts';
import type { Receiver } from './receivers.ts';

export interface Saying {
  readonly key: SayingKey;
  readonly facts: Facts;
}

/** What a notice says to one receiver, in no language yet. */
export interface NoticeWords {
  readonly subject: Saying;
  /** A line each. */
  readonly lines: readonly Saying[];
  /** Below the group's page. */
  readonly page: string;
  /** The id of what it is about: with commit and receiver it makes the id of the mail. */
  readonly about: string;
}

export function noticeWords(notice: Notice, context: NoticeContext, receiver: Receiver): NoticeWords {
  switch (notice.kind) {
    case 'comment-added':
      return commentWords(notice, context);
    case 'shares-due':
      return reminderWords(notice);
    case 'reading-due':
      return readingWords(notice);
    case 'statement-ready':
      return statementWords(notice, context.group, receiver);
    case 'webhook-paused':
      return pausedWords(notice);
    case 'bill-added':
    case 'bill-came-again':
    case 'bill-waits-for-approval':
    case 'bill-contested':
    case 'dispute-resolved':
      return billWords(notice, context, receiver);
    case 'bill-changed':
    case 'bill-taken-back':
      return billEditWords(notice, context, receiver);
    default:
      return paymentWords(notice, context.group, receiver);
  }
}

function billWords({ kind, bill }: BillNotice, { group, disputes }: NoticeContext, receiver: Receiver): NoticeWords {
  const contested = bill.disputes.at(-1);
  const resolved = disputes.find(({ memberId }) => memberId === receiver.id);
  const facts = {
    title: bill.title,
    total: { amountMinor: bill.totalMinor, currency: bill.currency },
    date: { date: bill.date },
    actor: nameOf(group, kind === 'bill-contested' && contested ? contested.memberId : bill.createdBy),
    reason: contested?.reason ?? '',
    outcome: resolved?.state ?? '',
    resolution: resolved?.resolution ?? '',
  };
  const share = kind === 'dispute-resolved' ? [] : shareLine(bill, receiver);
  const body: Saying = { key: `${kind}.body`, facts };
  return {
    subject: { key: `${kind}.subject`, facts },
    lines: [body, ...share],
    page: `bills/${bill.id}`,
    about: bill.id,
  };
}

function billEditWords(
  { kind, bill }: BillEditNotice,
  { group, edits }: NoticeContext,
  receiver: Receiver,
): NoticeWords {
  const change = billChangeFor(edits, receiver);
  const facts = {
    title: bill.title,
    total: { amountMinor: bill.totalMinor, currency: bill.currency },
    date: { date: bill.date },
    actor: group.members.find(({ userId }) => userId === change?.actor)?.name ?? '',
  };
  return {
    subject: { key: `${kind}.subject`, facts },
    lines: [{ key: `${kind}.body`, facts }, ...(change ? changeLines(change.before, change.after) : [])],
    page: `bills/${bill.id}`,
    about: bill.id,
  };
}

function changeLines(before: Stake, after: Stake): readonly Saying[] {
  const line = (key: 'share-changed' | 'paid-changed', part: 'shareMinor' | 'paidMinor'): readonly Saying[] => {
    const amountIn = (stake: Stake) => ({ amountMinor: stake[part], currency: stake.currency });
    const isNothing = before[part] === 0 && after[part] === 0;
    const isEqual = before[part] === after[part] && before.currency === after.currency;
    return isNothing || isEqual ? [] : [{ key, facts: { before: amountIn(before), after: amountIn(after) } }];
  };
  return [...line('share-changed', 'shareMinor'), ...line('paid-changed', 'paidMinor')];
}

function shareLine({ shares, currency }: Bill, receiver: Receiver): readonly Saying[] {
  const share = shares.find(({ memberId }) => memberId === receiver.id);
  return share ? [{ key: 'your-share', facts: { share: { amountMinor: share.amountMinor, currency } } }] : [];
}

function commentWords({ comment }: CommentNotice, { group, bill }: NoticeContext): NoticeWords {
  const facts = { actor: nameOf(group, comment.memberId), title: bill?.title ?? '', text: comment.text };
  return {
    subject: { key: 'comment-added.subject', facts },
    lines: [{ key: 'comment-added.body', facts }],
    page: `bills/${comment.billId}`,
    about: comment.id,
  };
}

function paymentWords({ kind, payment }: PaymentNotice, group: Group, receiver: Receiver): NoticeWords {
  const isReceiver = payment.to === receiver.id;
  const name = kind === 'payment-posted' ? (isReceiver ? 'payment-received' : 'payment-arrived') : kind;
  const facts = {
    from: nameOf(group, payment.from),
    to: nameOf(group, payment.to),
    amount: { amountMinor: payment.amountMinor, currency: payment.currency },
    date: { date: payment.date },
    mine: isReceiver ? 'yes' : 'no',
  };
  return {
    subject: { key: `${name}.subject`, facts },
    lines: [{ key: `${name}.body`, facts }],
    page: `payments/${payment.origin?.paymentId ?? payment.id}`,
    about: payment.id,
  };
}

function reminderWords({ shares, day, memberId }: ReminderNotice): NoticeWords {
  const lines = shares.map(({ title, dueOn, openMinor, currency }): Saying => {
    const facts = { title, open: { amountMinor: openMinor, currency }, date: { date: dueOn } };
    if (dueOn === day) return { key: 'shares-due.today', facts };
    return { key: dueOn < day ? 'shares-due.since' : 'shares-due.on', facts };
  });
  const facts = { count: shares.length, title: shares[0]?.title ?? '' };
  return { subject: { key: 'shares-due.subject', facts }, lines, page: 'settle', about: `due-${memberId}` };
}

function readingWords({ meter }: ReadingNotice): NoticeWords {
  const due = meter.nextReadingOn;
  const facts = { meter: meter.name, date: due === null ? '' : { date: due } };
  return {
    subject: { key: 'reading-due.subject', facts },
    lines: [{ key: 'reading-due.body', facts }],
    page: `meters/${meter.id}`,
    about: meter.id,
  };
}

function statementWords({ closing }: StatementNotice, group: Group, receiver: Receiver): NoticeWords {
  const month = yearMonth(closing.through);
  const facts = { month: { month }, group: group.name };
  return {
    subject: { key: 'statement-ready.subject', facts },
    lines: [{ key: 'statement-ready.body', facts }],
    page: `statements?member=${receiver.id}&month=${month}`,
    about: `statement-${month}`,
  };
}

/** The address may hold a secret: its host is enough to know it by. */
function pausedWords({ webhook }: WebhookNotice): NoticeWords {
  const facts = { host: new URL(webhook.url).host };
  return {
    subject: { key: 'webhook-paused.subject', facts },
    lines: [{ key: 'webhook-paused.body', facts }],
    page: `settings/webhooks/${webhook.id}`,
    about: webhook.id,
  };
}

function nameOf({ members }: Group, memberId: string): string {
  return members.find(({ id }) => id === memberId)?.name ?? '';
}
