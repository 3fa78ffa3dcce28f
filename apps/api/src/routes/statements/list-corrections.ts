import { CorrectionsWire } from '@shared-payments/contract';
import { listCorrections } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { ClosingParams } from '../params.ts';

export const listCorrectionsRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/closings/:month/corrections',
  operationId: 'listCorrections',
  summary: 'What changed since a month was closed: who, when, before and after',
  tag: 'statements',
  access: { group: 'see' },
  rate: 'read',
  caching: 'group',
  schemas: { params: ClosingParams, answer: CorrectionsWire },
  handle: async ({ services, context, params }) => ({
    body: await listCorrections(services, context, params.groupId, params.month),
  }),
});
