import { OverviewWire } from '@shared-payments/contract';
import { getOverview } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const getOverviewRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/overview',
  operationId: 'getOverview',
  summary: 'All that the first page of a group shows',
  tag: 'groups',
  access: { group: 'see' },
  rate: 'read',
  caching: 'member',
  schemas: { params: GroupParams, answer: OverviewWire },
  handle: async ({ services, context, params }) => ({
    body: await getOverview(services, context, params.groupId),
  }),
});
