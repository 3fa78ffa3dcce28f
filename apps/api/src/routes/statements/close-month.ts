import { CloseMonthBody, ClosingWire } from '@shared-payments/contract';
import { closeMonth } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const closeMonthRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/closings',
  operationId: 'closeMonth',
  summary: 'Close a month that is over, and every open one before it: its statements are frozen',
  tag: 'statements',
  access: { group: 'run' },
  rate: 'bulk',
  status: 201,
  schemas: { params: GroupParams, body: CloseMonthBody, answer: ClosingWire },
  handle: async ({ services, context, params, body }) => ({
    body: await closeMonth(services, context, params.groupId, body.month),
  }),
});
