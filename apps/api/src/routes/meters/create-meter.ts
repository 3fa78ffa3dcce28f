import { CreateMeterBody, MeterWire } from '@shared-payments/contract';
import { createMeter } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { GroupParams } from '../params.ts';

export const createMeterRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/meters',
  operationId: 'createMeter',
  summary: 'A meter whose readings become shares',
  tag: 'meters',
  access: { group: 'run' },
  rate: 'write',
  status: 201,
  schemas: { params: GroupParams, body: CreateMeterBody, answer: MeterWire },
  handle: async ({ services, context, params, body }) => {
    const meter = await createMeter(services, context, params.groupId, body);
    return { body: meter, version: meter.version };
  },
});
