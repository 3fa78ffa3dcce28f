import { MeterWire, RetireMeterBody } from '@shared-payments/contract';
import { retireMeter } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { MeterParams } from '../params.ts';

export const retireMeterRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/meters/:meterId/retire',
  operationId: 'retireMeter',
  summary: 'Take no readings after a day',
  tag: 'meters',
  access: { group: 'run' },
  rate: 'write',
  needsVersion: true,
  schemas: { params: MeterParams, body: RetireMeterBody, answer: MeterWire },
  handle: async ({ services, context, params, body }) => {
    const { version: _checkedByContext, ...input } = body;
    const meter = await retireMeter(services, context, params.groupId, params.meterId, input);
    return { body: meter, version: meter.version };
  },
});
