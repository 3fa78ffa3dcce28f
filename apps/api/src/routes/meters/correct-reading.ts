import { CorrectReadingBody, ReadingWire } from '@shared-payments/contract';
import { correctReading } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { ReadingParams } from '../params.ts';

export const correctReadingRoute = defineRoute({
  method: 'PATCH',
  url: '/v1/groups/:groupId/meters/:meterId/readings/:readingId',
  operationId: 'correctReading',
  summary: 'What was misread or mistyped',
  tag: 'readings',
  access: { group: 'read-meters' },
  rate: 'write',
  needsVersion: true,
  schemas: { params: ReadingParams, body: CorrectReadingBody, answer: ReadingWire },
  handle: async ({ services, context, params, body }) => {
    const { version: _checkedByContext, ...input } = body;
    const reading = await correctReading(services, context, params.groupId, params.meterId, params.readingId, input);
    return { body: reading, version: reading.version };
  },
});
