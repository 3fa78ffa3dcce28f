import type { Balances, LocalDate, Posting, RoundingAccount } from '@shared-payments/domain';
import { defineCollection } from '../store/collection.ts';

/** A posting with its place in the group. Never changed: an edit posts a reversal and a new one. */
export interface Entry extends Posting {
  readonly id: string;
  readonly version: number;
  /** The day it belongs to, when that lay in a closed month and it was posted on the first open day instead. */
  readonly bookedFor?: LocalDate;
}

/** The sums of a group: a cache that `doctor` recomputes from the entries. */
export interface GroupBalances {
  readonly id: string;
  readonly version: number;
  readonly balances: Balances;
  /** Per currency: what rounding has given or taken from each member so far. */
  readonly rounding: Readonly<Record<string, RoundingAccount>>;
  /** The last day of the last closed month: nothing is posted on it or before. */
  readonly closedThrough?: LocalDate;
}

/** One month of one group, for statements and charts: per currency what was spent and each member's net. */
export interface GroupMonth {
  readonly id: string;
  readonly version: number;
  /** 'YYYY-MM'. */
  readonly month: string;
  readonly currencies: Readonly<Record<string, MonthSums>>;
}

export interface MonthSums {
  /** Sum of the totals in force of the bills of this month; a late correction counts where the bill belongs. */
  readonly spentMinor: number;
  /** What the entries posted in this month sum to: of a closed month it never moves. */
  readonly net: Readonly<Record<string, number>>;
}

export const entries = defineCollection<Entry>('entries', {
  keys: (entry) => [
    ['byDate', `${entry.date}|${entry.id}`],
    ...(entry.bookedFor === undefined ? [] : [['byBookedFor', `${entry.bookedFor}|${entry.id}`] as const]),
  ],
});
export const balances = defineCollection<GroupBalances>('balances');
export const months = defineCollection<GroupMonth>('months', { keys: (month) => [['byMonth', month.month]] });

/** The day an entry belongs to, whenever it was posted. */
export const ownDate = ({ date, bookedFor }: Pick<Entry, 'date' | 'bookedFor'>): LocalDate => bookedFor ?? date;

export const monthId = (groupId: string, month: string): string => `${groupId}-${month}`;
