import type {
  CalendarFeedWithPathWire,
  NotificationPreferencesWire,
  SetNotificationPreferencesBody,
  WireOf,
} from '@shared-payments/contract';
import { apiPath, type WriteRequest } from '../api/request.ts';

/** Version 0 is what holds before anything was set: there is nothing to be late for. */
export const setNotificationPreferences =
  (groupId: string, version: number) =>
  (body: WireOf<typeof SetNotificationPreferencesBody>): WriteRequest<WireOf<typeof NotificationPreferencesWire>> => ({
    method: 'PUT',
    path: apiPath`/v1/groups/${groupId}/notification-preferences`,
    body,
    ...(version > 0 && { ifVersion: version }),
  });

/** An earlier address ends with it. */
export const makeCalendarFeed = (groupId: string) => (): WriteRequest<WireOf<typeof CalendarFeedWithPathWire>> => ({
  method: 'POST',
  path: apiPath`/v1/groups/${groupId}/calendar-feed`,
});

export const endCalendarFeed = (groupId: string) => (): WriteRequest<undefined> => ({
  method: 'DELETE',
  path: apiPath`/v1/groups/${groupId}/calendar-feed`,
});
