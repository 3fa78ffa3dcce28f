import { CommentBody, CommentWire } from '@shared-payments/contract';
import { addComment } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { BillParams } from '../params.ts';

export const addCommentRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/bills/:billId/comments',
  operationId: 'addComment',
  summary: 'Say something about a bill',
  tag: 'comments',
  access: { group: 'take-part' },
  rate: 'write',
  status: 201,
  schemas: { params: BillParams, body: CommentBody, answer: CommentWire },
  handle: async ({ services, context, params, body }) => {
    const comment = await addComment(services, context, params.groupId, params.billId, body);
    return { body: comment, version: comment.version };
  },
});
