import { AppError, addDays, type Language, type LocalDate, localDateAt } from '@shared-payments/domain';
import { type Group, groups, type Member } from '../groups/group.ts';
import { groupPartition, memberOfUser } from '../groups/rights.ts';
import { metersOf } from '../meters/meter.ts';
import { findDue } from '../payments/find-due.ts';
import type { Services } from '../ports/services.ts';
import type { Facts, SayingKey } from '../ports/texts.ts';
import { languageOf } from '../settings/user-settings.ts';
import { openCalendarFeed } from './calendar-feed.ts';
import { recurringEntries } from './recurring-entries.ts';

/** A day on which something is due, in no language yet. */
export interface CalendarEntry {
  /** The same for the same matter, however often the calendar is read. */
  readonly id: string;
  readonly on: LocalDate;
  readonly key: SayingKey;
  readonly facts: Facts;
  /** Below the group's page. */
  readonly page: string;
}

export interface Calendar {
  readonly group: Pick<Group, 'id' | 'name'>;
  readonly language: Language;
  /** When the address was made (epoch milliseconds): what a reader takes for the age of every entry. */
  readonly createdAt: number;
  readonly entries: readonly CalendarEntry[];
}

/** What is overdue for longer has had its reminders. */
const DAYS_BACK = 366;
const DAYS_AHEAD = 366;

/** What is due for whoever's address it is: open shares, bills to come, meters to read. Errors: `not_found`. */
export async function readCalendarFeed(services: Services, token: string): Promise<Calendar> {
  const { store } = services;
  const { id: groupId, userId, createdAt } = await openCalendarFeed(services, token);
  const group = await store.get(groups, groupPartition(groupId), groupId);
  const member = group && memberOfUser(group, userId);
  if (!group || !member) throw new AppError('not_found', 'This calendar address is not valid any more.');
  const language = await languageOf(store, userId);
  const calendar = { group: { id: group.id, name: group.name }, language, createdAt };
  if (group.isArchived) return { ...calendar, entries: [] };
  const today = localDateAt(services.now(), group.timeZone);
  const days = { first: addDays(today, -DAYS_BACK), last: addDays(today, DAYS_AHEAD) };
  const entries = [
    ...(await dueEntries(services, groupId, member, days)),
    ...(await recurringEntries(services, groupId, member, { first: today, last: days.last })),
    ...(await readingEntries(services, group, member)),
  ];
  return {
    ...calendar,
    entries: entries.toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0)),
  };
}

async function dueEntries(
  { store }: Services,
  groupId: string,
  { id: memberId }: Member,
  days: { readonly first: LocalDate; readonly last: LocalDate },
): Promise<readonly CalendarEntry[]> {
  const due = await findDue(store, groupId, days);
  return due
    .filter((share) => share.memberId === memberId)
    .map(({ billId, title, dueOn, openMinor, currency }) => ({
      id: `share-${billId}-${memberId}`,
      on: dueOn,
      key: 'calendar.share-due',
      facts: { title, open: { amountMinor: openMinor, currency } },
      page: `bills/${billId}`,
    }));
}

/** For who is asked to read: whoever has that role, or the primary payer where nobody has. */
async function readingEntries({ store }: Services, group: Group, member: Member): Promise<readonly CalendarEntry[]> {
  const hasReaders = group.members.some(({ role, leftAt }) => role === 'reader' && leftAt === null);
  if (member.role !== (hasReaders ? 'reader' : 'primary')) return [];
  return (await metersOf(store, group.id)).flatMap(({ id, name, nextReadingOn: on }): CalendarEntry[] =>
    on === null
      ? []
      : [{ id: `reading-${id}-${on}`, on, key: 'calendar.reading-due', facts: { meter: name }, page: `meters/${id}` }],
  );
}
