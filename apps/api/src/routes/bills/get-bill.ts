import { BillWire } from '@shared-payments/contract';
import { getBill } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { BillParams } from '../params.ts';

export const getBillRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/bills/:billId',
  operationId: 'getBill',
  summary: 'A bill with every share and why',
  tag: 'bills',
  access: { group: 'see' },
  rate: 'read',
  schemas: { params: BillParams, answer: BillWire },
  handle: async ({ services, context, params }) => {
    const bill = await getBill(services, context, params.groupId, params.billId);
    return { body: bill, version: bill.version };
  },
});
