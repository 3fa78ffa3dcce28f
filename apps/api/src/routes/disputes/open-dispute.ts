import { BillWire, OpenDisputeBody } from '@shared-payments/contract';
import { openDispute } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { BillParams } from '../params.ts';

export const openDisputeRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/bills/:billId/disputes',
  operationId: 'openDispute',
  summary: 'Contest a bill or one of its items',
  tag: 'disputes',
  access: { group: 'take-part' },
  rate: 'write',
  status: 201,
  schemas: { params: BillParams, body: OpenDisputeBody, answer: BillWire },
  handle: async ({ services, context, params, body }) => {
    const bill = await openDispute(services, context, params.groupId, params.billId, body);
    return { body: bill, version: bill.version };
  },
});
