import type { LocalDate, Split } from '@shared-payments/domain';
import { defineCollection } from '../store/collection.ts';

/** A draft changes no balance; an approved bill does; a reversed one did. */
export type BillState = 'draft' | 'approved' | 'reversed';

export interface BillPayer {
  readonly memberId: string;
  readonly amountMinor: number;
}

/** What a member was charged and why, frozen on the bill. Rationals are decimal texts of integers. */
export interface BillShare {
  readonly memberId: string;
  readonly amountMinor: number;
  readonly exact: { readonly numerator: string; readonly denominator: string };
  /** Charged less the exact share rounded down: 1 for who took an odd unit. */
  readonly roundingMinor: number;
}

export interface Dispute {
  readonly id: string;
  readonly memberId: string;
  /** The item of an itemised bill, counted from 0; null: the whole bill. */
  readonly itemIndex: number | null;
  readonly reason: string;
  readonly at: number;
  readonly state: 'open' | 'accepted' | 'rejected';
  readonly resolution: string | null;
}

/** The bill as somebody paid it abroad: what stood on it, and the rate it was counted at. */
export interface OriginalAmount {
  readonly amountMinor: number;
  readonly currency: string;
  /** Major units of the bill's currency for one of the original's, as decimal text. */
  readonly rate: string;
}

export interface Bill {
  readonly id: string;
  readonly version: number;
  readonly state: BillState;
  readonly title: string;
  readonly date: LocalDate;
  readonly dueOn: LocalDate | null;
  readonly category: string | null;
  readonly notes: string | null;
  readonly currency: string;
  /** Negative for a refund. */
  readonly totalMinor: number;
  readonly original: OriginalAmount | null;
  readonly payers: readonly BillPayer[];
  readonly split: Split;
  readonly shares: readonly BillShare[];
  readonly disputes: readonly Dispute[];
  /** The entry in force; null for drafts and reversed bills. */
  readonly entryId: string | null;
  /** The occurrence, meter period or imported item it was made from: never made twice. */
  readonly sourceKey: string | null;
  /** What an import had to conclude; empty for bills that were written here. */
  readonly inferred: readonly string[];
  readonly createdBy: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const bills = defineCollection<Bill>('bills', {
  keys: (bill) => [
    ['byDate', `${bill.date}|${bill.id}`],
    ...(bill.sourceKey === null ? [] : [['bySource', bill.sourceKey] as const]),
    ...(bill.dueOn === null || bill.state !== 'approved' ? [] : [['byDue', `${bill.dueOn}|${bill.id}`] as const]),
    ...(bill.disputes.some((dispute) => dispute.state === 'open') ? [['byDispute', bill.id] as const] : []),
  ],
});
