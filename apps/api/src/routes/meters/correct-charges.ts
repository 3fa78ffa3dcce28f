import { ChargeCorrectionsWire, CorrectChargesBody } from '@shared-payments/contract';
import { correctCharges } from '@shared-payments/usecases';
import { defineRoute } from '../../http/route.ts';
import { MeterParams } from '../params.ts';

export const correctChargesRoute = defineRoute({
  method: 'POST',
  url: '/v1/groups/:groupId/meters/:meterId/corrections',
  operationId: 'correctCharges',
  summary: 'A bill of what later readings make of earlier bills; a dry run shows it',
  tag: 'meters',
  access: { group: 'take-part' },
  rate: 'write',
  schemas: { params: MeterParams, body: CorrectChargesBody, answer: ChargeCorrectionsWire },
  handle: async ({ services, context, params, body }) => ({
    body: await correctCharges(services, context, params.groupId, params.meterId, body),
  }),
});
