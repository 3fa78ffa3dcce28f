import { UserSettingsWire } from '@shared-payments/contract';
import { getUserSettings } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';

export const getUserSettingsRoute = defineRoute({
  method: 'GET',
  url: '/v1/account/settings',
  operationId: 'getUserSettings',
  summary: 'What holds for you in all groups, such as your language',
  tag: 'notices',
  access: 'signed-in',
  rate: 'read',
  schemas: { answer: UserSettingsWire },
  handle: async ({ services, context }) => {
    const settings = await getUserSettings(services, context);
    return { body: settings, version: settings.version };
  },
});
