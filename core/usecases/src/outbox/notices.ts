import { daysBetween, type LocalDate, localDateAt, type NoticeKind } from '@shared-payments/domain';
import type { Bill } from '../bills/bill.ts';
import type { Comment } from '../comments/comment.ts';
import type { MeterRecord } from '../meters/meter.ts';
import type { DueShare } from '../payments/find-due.ts';
import type { Payment } from '../payments/payment.ts';
import { type PaymentEvent, paymentEventsOf } from '../payments/payment-events.ts';
import { REMINDING } from '../reminders/remind-group.ts';
import type { ReminderPlan } from '../reminders/reminder-plan.ts';
import type { Closing } from '../statements/closing.ts';
import type { Change, Commit } from '../store/commit.ts';
import { PAUSING } from '../webhooks/deliver-webhook.ts';
import type { Webhook } from '../webhooks/webhook.ts';

/** Something of a commit that people should hear of. Who they are is settled when it is delivered. */
export type Notice =
  | BillNotice
  | BillEditNotice
  | CommentNotice
  | PaymentNotice
  | ReadingNotice
  | ReminderNotice
  | StatementNotice
  | WebhookNotice;

export interface BillNotice {
  readonly kind: 'bill-added' | 'bill-came-again' | 'bill-waits-for-approval' | 'bill-contested' | 'dispute-resolved';
  readonly bill: Bill;
  /** The commit the bill had before: what of it is new is found by comparing. */
  readonly replaces: number | null;
}

/** What it changed for whom is found together with the edits just before it. */
export interface BillEditNotice {
  readonly kind: 'bill-changed' | 'bill-taken-back';
  readonly bill: Bill;
}

export interface CommentNotice {
  readonly kind: 'comment-added';
  readonly comment: Comment;
}

export interface PaymentNotice {
  readonly kind: Exclude<PaymentEvent['kind'], 'payment-approved'> | 'payment-to-confirm';
  readonly payment: Payment;
}

export interface ReadingNotice {
  readonly kind: 'reading-due';
  readonly meter: MeterRecord;
}

/** Everything one member is reminded of on one day. */
export interface ReminderNotice {
  readonly kind: 'shares-due';
  readonly memberId: string;
  readonly day: LocalDate;
  readonly shares: readonly DueShare[];
}

export interface StatementNotice {
  readonly kind: 'statement-ready';
  readonly closing: Closing;
}

export interface WebhookNotice {
  readonly kind: 'webhook-paused';
  readonly webhook: Webhook;
}

/** What of the preferences says whether somebody wants to hear of it. */
export const PREFERENCE_OF: Readonly<Record<Notice['kind'], NoticeKind>> = {
  'bill-added': 'bill-added',
  'bill-came-again': 'bill-came-again',
  'bill-changed': 'bill-changed',
  'bill-taken-back': 'bill-changed',
  'bill-waits-for-approval': 'approval-needed',
  'bill-contested': 'bill-contested',
  'dispute-resolved': 'dispute-resolved',
  'comment-added': 'comment-added',
  'payment-waits-for-approval': 'approval-needed',
  'payment-to-confirm': 'payment-to-confirm',
  'payment-posted': 'payment-received',
  'payment-refunded': 'payment-received',
  'payment-charged-back': 'payment-trouble',
  'payment-needs-action': 'payment-trouble',
  'payment-failed': 'payment-trouble',
  'payment-expired': 'payment-trouble',
  'payment-voided': 'payment-trouble',
  'shares-due': 'payment-due',
  'reading-due': 'reading-due',
  'statement-ready': 'statement-ready',
  'webhook-paused': 'webhook-paused',
};

/** A month that ended longer ago is closed together with later ones: their statements are what is news. */
const STATEMENT_NEWS_DAYS = 62;

type NoticesOfChange = (change: Change & { readonly document: object }, commit: Commit) => readonly Notice[];

/** What each command tells, by the collection it wrote. Imports and restores tell nobody: what they bring is old news. */
const TOLD: Readonly<Record<string, Readonly<Record<string, NoticesOfChange>>>> = {
  'bills/create-bill': { bills: (change) => freshBill(change, 'bill-added') },
  'bills/approve-bill': { bills: (change) => billNotice(change, 'bill-added') },
  'bills/update-bill': { bills: (change) => billEditNotice(change, 'bill-changed') },
  'bills/reverse-bill': { bills: (change) => billEditNotice(change, 'bill-taken-back') },
  'meters/charge-meters': { bills: (change) => freshBill(change, 'bill-added') },
  'meters/correct-charges': { bills: (change) => freshBill(change, 'bill-added') },
  'series/make-due-bills': { bills: (change) => freshBill(change, 'bill-came-again') },
  'disputes/open-dispute': { bills: (change) => billNotice(change, 'bill-contested') },
  'disputes/resolve-dispute': { bills: (change) => billNotice(change, 'dispute-resolved') },
  'comments/add-comment': {
    comments: ({ document }) => [{ kind: 'comment-added', comment: document as Comment }],
  },
  'meters/ask-for-reading': { meters: ({ document }) => [{ kind: 'reading-due', meter: document as MeterRecord }] },
  [REMINDING]: { 'reminder-plans': ({ document }) => remindersOf(document as ReminderPlan) },
  'statements/close-month': { closings: ({ document }, { at }) => statementsOf(document as Closing, at) },
  [PAUSING]: { webhooks: ({ document }) => [{ kind: 'webhook-paused', webhook: document as Webhook }] },
};

/** Everything a commit tells, in an order that stays. */
export function noticesOf(commit: Commit): readonly Notice[] {
  const told = TOLD[commit.verb] ?? {};
  const ofDocuments = commit.changes.flatMap(({ document, ...change }) =>
    document === null ? [] : (told[change.collection]?.({ ...change, document }, commit) ?? []),
  );
  return [...ofDocuments, ...paymentEventsOf(commit).flatMap(paymentNotice)];
}

function freshBill(change: Change, kind: 'bill-added' | 'bill-came-again'): readonly BillNotice[] {
  const isDraft = (change.document as Bill).state === 'draft';
  return billNotice(change, isDraft ? 'bill-waits-for-approval' : kind);
}

function billNotice({ document, replaces }: Change, kind: BillNotice['kind']): readonly BillNotice[] {
  return [{ kind, bill: document as Bill, replaces }];
}

function billEditNotice({ document }: Change, kind: BillEditNotice['kind']): readonly BillEditNotice[] {
  return [{ kind, bill: document as Bill }];
}

/** A card that may go ahead is nobody's news; cash and transfers wait for their receiver from then on. */
function paymentNotice({ kind, payment }: PaymentEvent): readonly PaymentNotice[] {
  if (kind !== 'payment-approved') return [{ kind, payment }];
  return payment.method === 'card' ? [] : [{ kind: 'payment-to-confirm', payment }];
}

function statementsOf(closing: Closing, at: number): readonly StatementNotice[] {
  const isNews = daysBetween(closing.through, localDateAt(at, 'UTC')) <= STATEMENT_NEWS_DAYS;
  return isNews ? [{ kind: 'statement-ready', closing }] : [];
}

function remindersOf({ round }: ReminderPlan): readonly ReminderNotice[] {
  if (round === null) return [];
  const byMember = Map.groupBy(round.shares, ({ memberId }) => memberId);
  return [...byMember].map(([memberId, shares]) => ({ kind: 'shares-due', memberId, day: round.day, shares }));
}
