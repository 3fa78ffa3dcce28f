import { BillWire, ResolveDisputeBody } from '@shared-payments/contract';
import { resolveDispute } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { DisputeParams } from '../params.ts';

export const resolveDisputeRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/bills/:billId/disputes/:disputeId/resolve',
  operationId: 'resolveDispute',
  summary: 'Accept or reject a dispute, or withdraw your own',
  tag: 'disputes',
  access: { group: 'take-part' },
  rate: 'write',
  needsVersion: true,
  schemas: { params: DisputeParams, body: ResolveDisputeBody, answer: BillWire },
  handle: async ({ services, context, params, body }) => {
    const { version: _checkedByContext, ...input } = body;
    const bill = await resolveDispute(services, context, params.groupId, params.billId, params.disputeId, input);
    return { body: bill, version: bill.version };
  },
});
