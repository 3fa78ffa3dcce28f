import { BillPreviewWire, PreviewBillBody } from '@shared-payments/contract';
import { previewBill } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const previewBillRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/bills/preview',
  operationId: 'previewBill',
  summary: 'Every share as it would be, without saving',
  tag: 'bills',
  access: { group: 'take-part' },
  rate: 'read',
  schemas: { params: GroupParams, body: PreviewBillBody, answer: BillPreviewWire },
  handle: async ({ services, context, params, body }) => ({
    body: await previewBill(services, context, params.groupId, body),
  }),
});
