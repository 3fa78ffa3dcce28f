import {
  type LocalDate,
  type PaymentCourse,
  type PaymentMethod,
  type PaymentState,
  wakeAt,
} from '@shared-payments/domain';
import { defineCollection } from '../store/collection.ts';

/** Money that went, or is to go, from one member to another. Only `posted` ones count for balances. */
export interface Payment {
  readonly id: string;
  readonly version: number;
  readonly state: PaymentState;
  readonly from: string;
  readonly to: string;
  /** What was asked for; once it is posted, what arrived. */
  readonly amountMinor: number;
  readonly currency: string;
  /** The day it was started; once it is posted, the day it arrived. */
  readonly date: LocalDate;
  readonly method: PaymentMethod;
  readonly notes: string | null;
  readonly entryId: string | null;
  readonly sourceKey: string | null;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** The life of one that was started; those written down after the fact have none. */
  readonly course?: PaymentCourse;
  /** The version that brought the state, of one that was started: later versions carry the state along. */
  readonly stateSince?: number;
  /** The payment that this one gives back, in whole or in part. */
  readonly origin?: { readonly kind: 'refund' | 'chargeback'; readonly paymentId: string };
}

export type StartedPayment = Payment & { readonly course: PaymentCourse };

/** The states in which a payment holds what it settles of a bill. */
const HOLDING: ReadonlySet<PaymentState> = new Set(['pending', 'approved', 'processing', 'posted']);

export const payments = defineCollection<Payment>('payments', {
  keys: (payment) => [
    ['byDate', `${payment.date}|${payment.id}`],
    ...(payment.sourceKey === null ? [] : [['bySource', payment.sourceKey] as const]),
    ...(payment.course && HOLDING.has(payment.state)
      ? payment.course.bills.map(({ billId }) => ['byBill', `${billId}|${payment.id}`] as const)
      : []),
    ...(payment.origin ? [['byOrigin', `${payment.origin.paymentId}|${payment.id}`] as const] : []),
  ],
  globalKeys: ({ id, method, course }) => {
    if (!course) return [];
    const moment = wakeAt(course, method);
    const first = course.transactions[0];
    return [
      ...(moment === null ? [] : [['toResume', momentKey(moment, course.groupId, id)] as const]),
      ...(first ? [['atGateway', momentKey(first.startedAt, course.groupId, id)] as const] : []),
    ];
  },
});

const MOMENT_DIGITS = 15;

/** Sorts by time; two payments of one moment have keys of their own. */
export function momentKey(moment: number, groupId = '', paymentId = ''): string {
  return `${String(moment).padStart(MOMENT_DIGITS, '0')}|${groupId}|${paymentId}`;
}

export function isStarted(payment: Payment): payment is StartedPayment {
  return payment.course !== undefined;
}
