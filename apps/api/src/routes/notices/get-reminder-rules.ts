import { ReminderRulesWire } from '@shared-payments/contract';
import { getReminderRules } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const getReminderRulesRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/reminder-rules',
  operationId: 'getReminderRules',
  summary: 'When members are reminded of what is due',
  tag: 'notices',
  access: { group: 'see' },
  rate: 'read',
  schemas: { params: GroupParams, answer: ReminderRulesWire },
  handle: async ({ services, context, params }) => {
    const rules = await getReminderRules(services, context, params.groupId);
    return { body: rules, version: rules.version };
  },
});
