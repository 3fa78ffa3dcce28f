import { type LocalDate, membersOf, nextOccurrences } from '@shared-payments/domain';
import type { Member } from '../groups/group.ts';
import { groupPartition } from '../groups/rights.ts';
import type { Services } from '../ports/services.ts';
import { recurringBills } from '../series/recurring-bill.ts';
import type { CalendarEntry } from './read-calendar-feed.ts';

const SERIES_MAX = 200;
/** A year of months. */
const OCCURRENCES_MAX = 12;

/** The next dates of the bills that come again and that the member shares or pays. */
export async function recurringEntries(
  { store }: Services,
  groupId: string,
  { id: memberId }: Member,
  days: { readonly first: LocalDate; readonly last: LocalDate },
): Promise<readonly CalendarEntry[]> {
  const range = { index: 'byId', limit: SERIES_MAX };
  const found = await store.list(recurringBills, groupPartition(groupId), range);
  return found.flatMap(({ document: { id, series, nextDate } }) => {
    if (nextDate === null) return [];
    return nextOccurrences(series, nextDate, OCCURRENCES_MAX)
      .filter(({ date, template: { split, payers } }) => {
        const people = [...membersOf(split), ...payers.map((payer) => payer.memberId)];
        return date >= days.first && date <= days.last && people.includes(memberId);
      })
      .map(
        ({ date, template: { title, payers, currency } }): CalendarEntry => ({
          id: `series-${id}-${date}`,
          on: date,
          key: 'calendar.recurring-bill',
          facts: { title, total: { amountMinor: payers.reduce((sum, payer) => sum + payer.amountMinor, 0), currency } },
          page: `recurring/${id}`,
        }),
      );
  });
}
