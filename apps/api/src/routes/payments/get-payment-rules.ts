import { PaymentRulesWire } from '@shared-payments/contract';
import { getPaymentRules } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const getPaymentRulesRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/payment-rules',
  operationId: 'getPaymentRules',
  summary: 'What needs no approval, and how long things may take',
  tag: 'payments',
  access: { group: 'see' },
  rate: 'read',
  schemas: { params: GroupParams, answer: PaymentRulesWire },
  handle: async ({ services, context, params }) => {
    const rules = await getPaymentRules(services, context, params.groupId);
    return { body: rules, version: rules.version };
  },
});
