import type { CalendarFeedWire, NotificationPreferencesWire, WireOf } from '@shared-payments/contract';
import { queryOptions } from '@tanstack/react-query';
import { apiPath } from '../api/request.ts';
import { readAnswer } from '../api/send-request.ts';
import { groupKey } from '../groups/group-queries.ts';

export type NotificationPreferences = WireOf<typeof NotificationPreferencesWire>;
export type NoticePreference = NotificationPreferences['preferences'][number];
export type CalendarFeed = WireOf<typeof CalendarFeedWire>;

export const notificationPreferencesQuery = (groupId: string) =>
  queryOptions({
    queryKey: [...groupKey(groupId), 'notification-preferences'],
    queryFn: ({ signal }) =>
      readAnswer<NotificationPreferences>(apiPath`/v1/groups/${groupId}/notification-preferences`, signal),
  });

export const calendarFeedQuery = (groupId: string) =>
  queryOptions({
    queryKey: [...groupKey(groupId), 'calendar-feed'],
    queryFn: ({ signal }) => readAnswer<CalendarFeed>(apiPath`/v1/groups/${groupId}/calendar-feed`, signal),
  });
