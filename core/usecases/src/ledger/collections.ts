import type { Balances, Posting, RoundingAccount } from '@shared-payments/domain';
import { defineCollection } from '../store/collection.ts';

/** A posting with its place in the group. Never changed: an edit posts a reversal and a new one. */
export interface Entry extends Posting {
  readonly id: string;
  readonly version: number;
}

/** The sums of a group: a cache that `doctor` recomputes from the entries. */
export interface GroupBalances {
  readonly id: string;
  readonly version: number;
  readonly balances: Balances;
  /** Per currency: what rounding has given or taken from each member so far. */
  readonly rounding: Readonly<Record<string, RoundingAccount>>;
}

/** One month of one group, for statements and charts: per currency what was spent and each member's net. */
export interface GroupMonth {
  readonly id: string;
  readonly version: number;
  /** 'YYYY-MM' of the entries' dates. */
  readonly month: string;
  readonly currencies: Readonly<Record<string, MonthSums>>;
}

export interface MonthSums {
  /** Sum of the bills' totals in force. */
  readonly spentMinor: number;
  readonly net: Readonly<Record<string, number>>;
}

export const entries = defineCollection<Entry>('entries', {
  keys: (entry) => [['byDate', `${entry.date}|${entry.id}`]],
});
export const balances = defineCollection<GroupBalances>('balances');
export const months = defineCollection<GroupMonth>('months', { keys: (month) => [['byMonth', month.month]] });

export const monthId = (groupId: string, month: string): string => `${groupId}-${month}`;
