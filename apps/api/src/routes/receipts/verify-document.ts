import { VerificationWire, VerifyQuery } from '@shared-payments/contract';
import { verifyDocument } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const verifyDocumentRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/verify',
  operationId: 'verifyDocument',
  summary: 'Whether a hash that stands on a statement or receipt is what the log holds',
  tag: 'statements',
  access: { group: 'see' },
  rate: 'read',
  schemas: { params: GroupParams, query: VerifyQuery, answer: VerificationWire },
  handle: async ({ services, context, params, query }) => ({
    body: await verifyDocument(services, context, params.groupId, query.sha256),
  }),
});
