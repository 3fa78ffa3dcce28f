import { MeterWire, ReplaceMeterBody } from '@shared-payments/contract';
import { replaceMeter } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { MeterParams } from '../params.ts';

export const replaceMeterRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/meters/:meterId/replace',
  operationId: 'replaceMeter',
  summary: 'Another device in the same place: last and first reading',
  tag: 'meters',
  access: { group: 'run' },
  rate: 'write',
  needsVersion: true,
  schemas: { params: MeterParams, body: ReplaceMeterBody, answer: MeterWire },
  handle: async ({ services, context, params, body }) => {
    const { version: _checkedByContext, ...input } = body;
    const meter = await replaceMeter(services, context, params.groupId, params.meterId, input);
    return { body: meter, version: meter.version };
  },
});
