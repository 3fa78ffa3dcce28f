import { CreateRecurringBillBody, RecurringBillWire } from '@shared-payments/contract';
import { createRecurringBill } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const createRecurringBillRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/recurring-bills',
  operationId: 'createRecurringBill',
  summary: 'A bill that comes again and again',
  tag: 'recurring bills',
  access: { group: 'take-part' },
  rate: 'write',
  status: 201,
  schemas: { params: GroupParams, body: CreateRecurringBillBody, answer: RecurringBillWire },
  handle: async ({ services, context, params, body }) => {
    const recurring = await createRecurringBill(services, context, params.groupId, body);
    return { body: recurring, version: recurring.version };
  },
});
