import { ReminderRulesWire, SetReminderRulesBody } from '@shared-payments/contract';
import { setReminderRules } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const setReminderRulesRoute = defineRoute({
  method: 'PUT',
  url: '/v1/groups/:groupId/reminder-rules',
  operationId: 'setReminderRules',
  summary: 'Set when members are reminded of what is due',
  tag: 'notices',
  access: { group: 'run' },
  rate: 'write',
  schemas: { params: GroupParams, body: SetReminderRulesBody, answer: ReminderRulesWire },
  handle: async ({ services, context, params, body }) => {
    const { version: _inContext, ...input } = body;
    const rules = await setReminderRules(services, context, params.groupId, input);
    return { body: rules, version: rules.version };
  },
});
