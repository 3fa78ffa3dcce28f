import { ClosingWire } from '@shared-payments/contract';
import { getClosing } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { ClosingParams } from '../params.ts';

export const getClosingRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/closings/:month',
  operationId: 'getClosing',
  summary: 'A closed month with the hashes of its statements',
  tag: 'statements',
  access: { group: 'see' },
  rate: 'read',
  caching: 'group',
  schemas: { params: ClosingParams, answer: ClosingWire },
  handle: async ({ services, context, params }) => ({
    body: await getClosing(services, context, params.groupId, params.month),
  }),
});
