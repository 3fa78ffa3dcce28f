import { BillWire, VersionBody } from '@shared-payments/contract';
import { approveBill } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { BillParams } from '../params.ts';

export const approveBillRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/bills/:billId/approve',
  operationId: 'approveBill',
  summary: 'Let a draft count from now on',
  tag: 'bills',
  access: { group: 'run' },
  rate: 'write',
  needsVersion: true,
  schemas: { params: BillParams, body: VersionBody, answer: BillWire },
  handle: async ({ services, context, params }) => {
    const bill = await approveBill(services, context, params.groupId, params.billId);
    return { body: bill, version: bill.version };
  },
});
