import { MeterWire, UpdateMeterBody } from '@shared-payments/contract';
import { updateMeter } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { MeterParams } from '../params.ts';

export const updateMeterRoute = defineRoute({
  method: 'PATCH',
  url: '/v1/groups/:groupId/meters/:meterId',
  operationId: 'updateMeter',
  summary: 'Change whom it serves, its master or when it is read',
  tag: 'meters',
  access: { group: 'run' },
  rate: 'write',
  needsVersion: true,
  schemas: { params: MeterParams, body: UpdateMeterBody, answer: MeterWire },
  handle: async ({ services, context, params, body }) => {
    const { version: _checkedByContext, ...input } = body;
    const meter = await updateMeter(services, context, params.groupId, params.meterId, input);
    return { body: meter, version: meter.version };
  },
});
