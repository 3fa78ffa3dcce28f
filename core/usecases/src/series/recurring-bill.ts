import { AppError, addDays, type LocalDate, nextOccurrences, type Series } from '@shared-payments/domain';
import type { BillInput } from '../bills/draft-bill.ts';
import { groupPartition } from '../groups/rights.ts';
import type { Reader } from '../ports/store.ts';
import { defineCollection } from '../store/collection.ts';

/** What each bill of a series is made from; the date comes from the series. */
export type BillTemplate = Omit<BillInput, 'date' | 'dueOn'> & {
  /** Days from the bill's date to its due date; left out for none. */
  readonly dueInDays?: number;
  /** Wait for the primary payer's approval, each time. */
  readonly isDraft?: boolean;
};

export interface RecurringBill {
  readonly id: string;
  readonly version: number;
  readonly groupId: string;
  readonly series: Series<BillTemplate>;
  /** Bills up to and including this day have been made; null: none yet. */
  readonly materialisedThrough: LocalDate | null;
  /** The next day a bill is due to be made; null: never again. */
  readonly nextDate: LocalDate | null;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const recurringBills = defineCollection<RecurringBill>('recurring-bills', {
  keys: (recurring) => [['byId', recurring.id]],
  globalKeys: (recurring) =>
    recurring.nextDate === null ? [] : [['byNextDate', `${recurring.nextDate}|${recurring.id}`]],
});

/** The series with the day it is next due, which is what the scheduler finds it by. */
export function withNextDate(recurring: RecurringBill): RecurringBill {
  const { series, materialisedThrough } = recurring;
  const from = materialisedThrough === null ? series.segments[0]?.rule.startDate : addDays(materialisedThrough, 1);
  const next = from === undefined ? undefined : nextOccurrences(series, from, 1)[0];
  return { ...recurring, nextDate: next?.date ?? null };
}

/** Errors: `not_found`. */
export async function recurringBillOf(
  reader: Pick<Reader, 'get'>,
  groupId: string,
  seriesId: string,
): Promise<RecurringBill> {
  const recurring = await reader.get(recurringBills, groupPartition(groupId), seriesId);
  if (!recurring) throw new AppError('not_found', 'There is no such recurring bill in this group.');
  return recurring;
}
