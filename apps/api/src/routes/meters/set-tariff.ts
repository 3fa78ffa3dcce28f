import { MeterWire, SetTariffBody } from '@shared-payments/contract';
import { setTariff } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { MeterParams } from '../params.ts';

export const setTariffRoute = defineRoute({
  method: 'PUT',
  url: '/v1/groups/:groupId/meters/:meterId/tariff',
  operationId: 'setTariff',
  summary: 'Prices by register, block and day',
  tag: 'meters',
  access: { group: 'run' },
  rate: 'write',
  needsVersion: true,
  schemas: { params: MeterParams, body: SetTariffBody, answer: MeterWire },
  handle: async ({ services, context, params, body }) => {
    const { version: _checkedByContext, ...input } = body;
    const meter = await setTariff(services, context, params.groupId, params.meterId, input);
    return { body: meter, version: meter.version };
  },
});
