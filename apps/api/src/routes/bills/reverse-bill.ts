import { BillWire, VersionBody } from '@shared-payments/contract';
import { reverseBill } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { BillParams } from '../params.ts';

export const reverseBillRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/bills/:billId/reverse',
  operationId: 'reverseBill',
  summary: 'Take a bill out of the balances; it stays to be seen',
  tag: 'bills',
  access: { group: 'take-part' },
  rate: 'write',
  needsVersion: true,
  schemas: { params: BillParams, body: VersionBody, answer: BillWire },
  handle: async ({ services, context, params }) => {
    const bill = await reverseBill(services, context, params.groupId, params.billId);
    return { body: bill, version: bill.version };
  },
});
