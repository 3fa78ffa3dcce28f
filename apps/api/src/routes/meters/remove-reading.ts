import { removeReading } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { ReadingParams } from '../params.ts';

export const removeReadingRoute = defineRoute({
  method: 'DELETE',
  url: '/v1/groups/:groupId/meters/:meterId/readings/:readingId',
  operationId: 'removeReading',
  summary: 'Take a reading out',
  tag: 'readings',
  access: { group: 'run' },
  rate: 'write',
  status: 204,
  needsVersion: true,
  schemas: { params: ReadingParams },
  handle: async ({ services, context, params }) => {
    await removeReading(services, context, params.groupId, params.meterId, params.readingId);
    return {};
  },
});
