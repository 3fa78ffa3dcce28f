import type { Language, LocalDate } from '@shared-payments/domain';

/** Everything that is written to people outside the web app. Every language has a message for each. */
export const SAYING_KEYS = [
  'greeting',
  'your-share',
  'share-changed',
  'paid-changed',
  'open',
  'why-this-mail',
  'unsubscribe',
  'kind.bill-added',
  'kind.bill-came-again',
  'kind.bill-changed',
  'kind.approval-needed',
  'kind.payment-due',
  'kind.payment-to-confirm',
  'kind.payment-received',
  'kind.payment-trouble',
  'kind.comment-added',
  'kind.bill-contested',
  'kind.dispute-resolved',
  'kind.reading-due',
  'kind.statement-ready',
  'kind.webhook-paused',
  'bill-added.subject',
  'bill-added.body',
  'bill-came-again.subject',
  'bill-came-again.body',
  'bill-changed.subject',
  'bill-changed.body',
  'bill-taken-back.subject',
  'bill-taken-back.body',
  'bill-waits-for-approval.subject',
  'bill-waits-for-approval.body',
  'bill-contested.subject',
  'bill-contested.body',
  'dispute-resolved.subject',
  'dispute-resolved.body',
  'comment-added.subject',
  'comment-added.body',
  'shares-due.subject',
  'shares-due.today',
  'shares-due.on',
  'shares-due.since',
  'payment-waits-for-approval.subject',
  'payment-waits-for-approval.body',
  'payment-to-confirm.subject',
  'payment-to-confirm.body',
  'payment-received.subject',
  'payment-received.body',
  'payment-arrived.subject',
  'payment-arrived.body',
  'payment-refunded.subject',
  'payment-refunded.body',
  'payment-charged-back.subject',
  'payment-charged-back.body',
  'payment-needs-action.subject',
  'payment-needs-action.body',
  'payment-failed.subject',
  'payment-failed.body',
  'payment-expired.subject',
  'payment-expired.body',
  'payment-voided.subject',
  'payment-voided.body',
  'reading-due.subject',
  'reading-due.body',
  'statement-ready.subject',
  'statement-ready.body',
  'webhook-paused.subject',
  'webhook-paused.body',
  'password-reset.subject',
  'password-reset.body',
  'password-reset.action',
  'password-reset.not-you',
  'unsubscribe-page.title',
  'unsubscribe-page.question',
  'unsubscribe-page.button',
  'unsubscribe-page.done',
  'unsubscribe-page.gone',
  'unsubscribe-page.choose',
  'calendar.name',
  'calendar.share-due',
  'calendar.recurring-bill',
  'calendar.reading-due',
] as const;

export type SayingKey = (typeof SAYING_KEYS)[number];

/** What a message is filled in with: each kind is written as the language writes it. */
export type Fact =
  | string
  | number
  | { readonly amountMinor: number; readonly currency: string }
  | { readonly date: LocalDate }
  | { readonly month: string };

export type Facts = Readonly<Record<string, Fact>>;

/** A mail's words, in order; each paragraph may have several lines. */
export interface Letter {
  readonly title: string;
  readonly greeting: string;
  readonly paragraphs: readonly string[];
  readonly action: { readonly label: string; readonly url: string };
  readonly footer: readonly string[];
  readonly unsubscribe?: { readonly label: string; readonly url: string };
}

/** The words of mails, pushes, calendars and the pages that belong to them. */
export interface Texts {
  say(language: Language, key: SayingKey, facts?: Facts): string;
  /** The same letter twice: as plain text, and as a whole HTML document that loads nothing from anywhere. */
  layOut(language: Language, letter: Letter): { readonly text: string; readonly html: string };
}
