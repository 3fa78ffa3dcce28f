import { MeterPageWire, PageQuery } from '@shared-payments/contract';
import { listMeters } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const listMetersRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/meters',
  operationId: 'listMeters',
  summary: 'Meters with their tariffs',
  tag: 'meters',
  access: { group: 'see' },
  rate: 'read',
  caching: 'group',
  schemas: { params: GroupParams, query: PageQuery, answer: MeterPageWire },
  handle: async ({ services, context, params, query }) => ({
    body: await listMeters(services, context, params.groupId, { limit: 50, ...query }),
  }),
});
