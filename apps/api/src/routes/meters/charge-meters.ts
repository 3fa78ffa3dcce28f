import { ChargeMetersBody, MeterChargeWire } from '@shared-payments/contract';
import { chargeMeters } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { MeterParams } from '../params.ts';

export const chargeMetersRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/meters/:meterId/charges',
  operationId: 'chargeMeters',
  summary: 'A bill from readings, by invoice or tariff; a dry run shows it',
  tag: 'meters',
  access: { group: 'take-part' },
  rate: 'write',
  schemas: { params: MeterParams, body: ChargeMetersBody, answer: MeterChargeWire },
  handle: async ({ services, context, params, body }) => ({
    body: await chargeMeters(services, context, params.groupId, params.meterId, body),
  }),
});
