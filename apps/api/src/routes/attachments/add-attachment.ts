import { AttachmentQuery, AttachmentWire } from '@shared-payments/contract';
import { ATTACHMENT_BYTES_MAX, addAttachment } from '@shared-payments/usecases';
import { bytesOf } from '../../http/raw-bodies.ts';
import { defineRoute } from '../../http/route.ts';
import { BillParams } from '../params.ts';

export const addAttachmentRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/bills/:billId/attachments',
  operationId: 'addAttachment',
  summary: 'Attach a picture or a PDF; the body is the file itself',
  tag: 'attachments',
  access: { group: 'take-part' },
  rate: 'bulk',
  status: 201,
  bodyTypes: ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'],
  bodyLimitBytes: ATTACHMENT_BYTES_MAX,
  schemas: { params: BillParams, query: AttachmentQuery, answer: AttachmentWire },
  handle: async ({ services, context, params, query, request }) => {
    const input = { fileName: query.fileName, bytes: bytesOf(request) };
    const attachment = await addAttachment(services, context, params.groupId, params.billId, input);
    return { body: attachment, version: attachment.version };
  },
});
