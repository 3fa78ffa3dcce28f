import { AddReadingBody, ReadingWire } from '@shared-payments/contract';
import { addReading } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { MeterParams } from '../params.ts';

export const addReadingRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/meters/:meterId/readings',
  operationId: 'addReading',
  summary: 'Write down what a meter shows',
  tag: 'readings',
  access: { group: 'read-meters' },
  rate: 'write',
  status: 201,
  schemas: { params: MeterParams, body: AddReadingBody, answer: ReadingWire },
  handle: async ({ services, context, params, body }) => {
    const reading = await addReading(services, context, params.groupId, params.meterId, body);
    return { body: reading, version: reading.version };
  },
});
