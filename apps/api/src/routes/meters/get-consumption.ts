import { ConsumptionQuery, ConsumptionWire } from '@shared-payments/contract';
import { getConsumption } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { MeterParams } from '../params.ts';

export const getConsumptionRoute = defineRoute({
  method: 'GET',
  url: '/v1/groups/:groupId/meters/:meterId/consumption',
  operationId: 'getConsumption',
  summary: 'Month by month, with estimates marked and what stands out',
  tag: 'meters',
  access: { group: 'see' },
  rate: 'read',
  schemas: { params: MeterParams, query: ConsumptionQuery, answer: ConsumptionWire },
  handle: async ({ services, context, params, query }) => ({
    body: await getConsumption(services, context, params.groupId, params.meterId, query),
  }),
});
