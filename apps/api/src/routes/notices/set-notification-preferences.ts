import { NotificationPreferencesWire, SetNotificationPreferencesBody } from '@shared-payments/contract';
import { setNotificationPreferences } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const setNotificationPreferencesRoute = defineRoute({
  method: 'PUT',
  url: '/v1/groups/:groupId/notification-preferences',
  operationId: 'setNotificationPreferences',
  summary: 'Choose what you are told of this group, and how',
  tag: 'notices',
  access: { group: 'see' },
  rate: 'write',
  schemas: { params: GroupParams, body: SetNotificationPreferencesBody, answer: NotificationPreferencesWire },
  handle: async ({ services, context, params, body }) => {
    const set = await setNotificationPreferences(services, context, params.groupId, body.preferences);
    return { body: set, version: set.version };
  },
});
