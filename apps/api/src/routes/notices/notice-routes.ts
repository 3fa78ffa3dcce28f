import { createCalendarFeedRoute } from '../calendar/create-calendar-feed.ts';
import { getCalendarFeedRoute } from '../calendar/get-calendar-feed.ts';
import { readCalendarFeedRoute } from '../calendar/read-calendar-feed.ts';
import { revokeCalendarFeedRoute } from '../calendar/revoke-calendar-feed.ts';
import { getPushKeyRoute } from '../push/get-push-key.ts';
import { listPushSubscriptionsRoute } from '../push/list-push-subscriptions.ts';
import { subscribeToPushRoute } from '../push/subscribe-to-push.ts';
import { unsubscribeFromPushRoute } from '../push/unsubscribe-from-push.ts';
import { getUserSettingsRoute } from '../settings/get-user-settings.ts';
import { setUserSettingsRoute } from '../settings/set-user-settings.ts';
import { getNotificationPreferencesRoute } from './get-notification-preferences.ts';
import { getReminderRulesRoute } from './get-reminder-rules.ts';
import { setNotificationPreferencesRoute } from './set-notification-preferences.ts';
import { setReminderRulesRoute } from './set-reminder-rules.ts';
import { showUnsubscribeRoute } from './show-unsubscribe.ts';
import { unsubscribeRoute } from './unsubscribe.ts';

export const noticeRoutes = [
  getReminderRulesRoute,
  setReminderRulesRoute,
  getNotificationPreferencesRoute,
  setNotificationPreferencesRoute,
  getUserSettingsRoute,
  setUserSettingsRoute,
  getPushKeyRoute,
  listPushSubscriptionsRoute,
  subscribeToPushRoute,
  unsubscribeFromPushRoute,
  getCalendarFeedRoute,
  createCalendarFeedRoute,
  revokeCalendarFeedRoute,
  readCalendarFeedRoute,
  showUnsubscribeRoute,
  unsubscribeRoute,
];
