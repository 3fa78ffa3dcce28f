import { PageQuery, ReadingPageWire } from '@shared-payments/contract';
import { listReadings } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { MeterParams } from '../params.ts';

export const listReadingsRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/meters/:meterId/readings',
  operationId: 'listReadings',
  summary: 'Readings, newest first',
  tag: 'readings',
  access: { group: 'see' },
  rate: 'read',
  caching: 'group',
  schemas: { params: MeterParams, query: PageQuery, answer: ReadingPageWire },
  handle: async ({ services, context, params, query }) => ({
    body: await listReadings(services, context, params.groupId, params.meterId, { limit: 50, ...query }),
  }),
});
