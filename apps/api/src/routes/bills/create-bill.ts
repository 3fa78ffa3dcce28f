import { BillWire, CreateBillBody } from '@shared-payments/contract';
import { createBill } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const createBillRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/bills',
  operationId: 'createBill',
  summary: 'Share a cost: the server computes every share',
  tag: 'bills',
  access: { group: 'take-part' },
  rate: 'write',
  status: 201,
  schemas: { params: GroupParams, body: CreateBillBody, answer: BillWire },
  handle: async ({ services, context, params, body }) => {
    const bill = await createBill(services, context, params.groupId, body);
    return { body: bill, version: bill.version };
  },
});
