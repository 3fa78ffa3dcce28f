import { CommentPageWire, PageQuery } from '@shared-payments/contract';
import { listComments } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { BillParams } from '../params.ts';

export const listCommentsRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/bills/:billId/comments',
  operationId: 'listComments',
  summary: 'What was said about a bill, oldest first',
  tag: 'comments',
  access: { group: 'see' },
  rate: 'read',
  caching: 'group',
  schemas: { params: BillParams, query: PageQuery, answer: CommentPageWire },
  handle: async ({ services, context, params, query }) => ({
    body: await listComments(services, context, params.groupId, params.billId, { limit: 50, ...query }),
  }),
});
