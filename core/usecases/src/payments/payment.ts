import type { LocalDate } from '@shared-payments/domain';
import { defineCollection } from '../store/collection.ts';

/** Money that went from one member to another. */
export interface Payment {
  readonly id: string;
  readonly version: number;
  readonly state: 'posted' | 'reversed';
  readonly from: string;
  readonly to: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly date: LocalDate;
  readonly method: 'cash' | 'bank' | 'other';
  readonly notes: string | null;
  readonly entryId: string | null;
  readonly sourceKey: string | null;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const payments = defineCollection<Payment>('payments', {
  keys: (payment) => [
    ['byDate', `${payment.date}|${payment.id}`],
    ...(payment.sourceKey === null ? [] : [['bySource', payment.sourceKey] as const]),
  ],
});
