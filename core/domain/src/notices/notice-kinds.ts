/** What people can be told of, in the order a screen shows it. */
export const NOTICE_KINDS = [
  'bill-added',
  'bill-came-again',
  'bill-changed',
  'approval-needed',
  'payment-due',
  'payment-to-confirm',
  'payment-received',
  'payment-trouble',
  'comment-added',
  'bill-contested',
  'dispute-resolved',
  'reading-due',
  'statement-ready',
  'webhook-paused',
] as const;

export type NoticeKind = (typeof NOTICE_KINDS)[number];

export type NoticeChannel = 'email' | 'push';

/** A mail for what waits for somebody or is about their money; what is only news reaches a device that asked for it. */
export const IS_MAILED_UNLESS_SAID: Readonly<Record<NoticeKind, boolean>> = {
  'bill-added': false,
  'bill-came-again': true,
  'bill-changed': true,
  'approval-needed': true,
  'payment-due': true,
  'payment-to-confirm': true,
  'payment-received': true,
  'payment-trouble': true,
  'comment-added': false,
  'bill-contested': true,
  'dispute-resolved': true,
  'reading-due': true,
  'statement-ready': true,
  'webhook-paused': true,
};
