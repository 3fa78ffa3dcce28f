import { NotificationPreferencesWire } from '@shared-payments/contract';
import { getNotificationPreferences } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const getNotificationPreferencesRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/notification-preferences',
  operationId: 'getNotificationPreferences',
  summary: 'What you are told of this group, and how',
  tag: 'notices',
  access: { group: 'see' },
  rate: 'read',
  schemas: { params: GroupParams, answer: NotificationPreferencesWire },
  handle: async ({ services, context, params }) => {
    const preferences = await getNotificationPreferences(services, context, params.groupId);
    return { body: preferences, version: preferences.version };
  },
});
