import { PaymentRulesWire, SetPaymentRulesBody } from '@shared-payments/contract';
import { setPaymentRules } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const setPaymentRulesRoute = defineRoute({
  method: 'PUT',
  url: '/v1/groups/:groupId/payment-rules',
  operationId: 'setPaymentRules',
  summary: 'Set what needs no approval, and how long things may take',
  tag: 'payments',
  access: { group: 'run' },
  rate: 'write',
  schemas: { params: GroupParams, body: SetPaymentRulesBody, answer: PaymentRulesWire },
  handle: async ({ services, context, params, body }) => {
    const { version: _inContext, ...input } = body;
    const rules = await setPaymentRules(services, context, params.groupId, input);
    return { body: rules, version: rules.version };
  },
});
