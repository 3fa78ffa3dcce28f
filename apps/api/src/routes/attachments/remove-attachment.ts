import { removeAttachment } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { AttachmentParams } from '../params.ts';

export const removeAttachmentRoute = defineRoute({
  method: 'DELETE',
  url: '/v1/groups/:groupId/attachments/:attachmentId',
  operationId: 'removeAttachment',
  summary: 'Remove a file from a bill',
  tag: 'attachments',
  access: { group: 'take-part' },
  rate: 'write',
  status: 204,
  schemas: { params: AttachmentParams },
  handle: async ({ services, context, params }) => {
    await removeAttachment(services, context, params.groupId, params.attachmentId);
    return {};
  },
});
