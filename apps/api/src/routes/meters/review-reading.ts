import { ReadingWire, VersionBody } from '@shared-payments/contract';
import { reviewReading } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { ReadingParams } from '../params.ts';

export const reviewReadingRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/meters/:meterId/readings/:readingId/review',
  operationId: 'reviewReading',
  summary: 'Let a reading count that waited',
  tag: 'readings',
  access: { group: 'run' },
  rate: 'write',
  needsVersion: true,
  schemas: { params: ReadingParams, body: VersionBody, answer: ReadingWire },
  handle: async ({ services, context, params }) => {
    const reading = await reviewReading(services, context, params.groupId, params.meterId, params.readingId);
    return { body: reading, version: reading.version };
  },
});
