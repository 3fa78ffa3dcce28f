import { readAttachment } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { AttachmentParams } from '../params.ts';

export const readAttachmentRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/attachments/:attachmentId',
  operationId: 'readAttachment',
  summary: 'The file itself, as a download',
  tag: 'attachments',
  access: { group: 'see' },
  rate: 'read',
  answerType: ['image/jpeg', 'image/png', 'image/webp', 'application/pdf'],
  schemas: { params: AttachmentParams },
  handle: async ({ services, context, params }) => {
    const { attachment, bytes } = await readAttachment(services, context, params.groupId, params.attachmentId);
    return { raw: { bytes, type: attachment.mediaType, fileName: attachment.fileName } };
  },
});
