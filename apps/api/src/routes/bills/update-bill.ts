import { BillWire, UpdateBillBody } from '@shared-payments/contract';
import { updateBill } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { BillParams } from '../params.ts';

export const updateBillRoute = defineRoute({
  method: 'PUT',
  url: '/v1/groups/:groupId/bills/:billId',
  operationId: 'updateBill',
  summary: 'Correct a bill; the ledger keeps what was',
  tag: 'bills',
  access: { group: 'take-part' },
  rate: 'write',
  needsVersion: true,
  schemas: { params: BillParams, body: UpdateBillBody, answer: BillWire },
  handle: async ({ services, context, params, body }) => {
    const { version: _checkedByContext, ...input } = body;
    const bill = await updateBill(services, context, params.groupId, params.billId, input);
    return { body: bill, version: bill.version };
  },
});
