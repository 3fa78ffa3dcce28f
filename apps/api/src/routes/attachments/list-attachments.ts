import { AttachmentListWire } from '@shared-payments/contract';
import { listAttachments } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { BillParams } from '../params.ts';

export const listAttachmentsRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/bills/:billId/attachments',
  operationId: 'listAttachments',
  summary: 'The files of a bill',
  tag: 'attachments',
  access: { group: 'see' },
  rate: 'read',
  caching: 'group',
  schemas: { params: BillParams, answer: AttachmentListWire },
  handle: async ({ services, context, params }) => ({
    body: { attachments: await listAttachments(services, context, params.groupId, params.billId) },
  }),
});
