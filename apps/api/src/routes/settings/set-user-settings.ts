import { SetUserSettingsBody, UserSettingsWire } from '@shared-payments/contract';
import { setUserSettings } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';

export const setUserSettingsRoute = defineRoute({
  method: 'PUT',
  url: '/v1/account/settings',
  operationId: 'setUserSettings',
  summary: 'Choose the language of what you are sent',
  tag: 'notices',
  access: 'signed-in',
  rate: 'write',
  schemas: { body: SetUserSettingsBody, answer: UserSettingsWire },
  handle: async ({ services, context, body }) => {
    const { version: _inContext, ...input } = body;
    const settings = await setUserSettings(services, context, input);
    return { body: settings, version: settings.version };
  },
});
