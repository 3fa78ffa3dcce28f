import { assertTariff, exponentOf } from '@shared-payments/domain';
import type { RequestContext, Services } from '../ports/services.ts';
import { changeMeter } from './change-meter.ts';
import type { MeterRecord, MeterTariff } from './meter.ts';

/** Replaces the meter's prices, all versions. Errors: `not_found`, `forbidden`, `precondition_required`, `conflict`, `invalid_input`, `unknown_currency`. */
export async function setTariff(
  services: Services,
  context: RequestContext,
  groupId: string,
  meterId: string,
  input: MeterTariff,
): Promise<MeterRecord> {
  const request = { groupId, meterId, verb: 'meters/set-tariff', input };
  return changeMeter(services, context, request, async ({ meter }) => {
    exponentOf(input.currency);
    assertTariff(input.versions, meter.registers);
    return { meter: { ...meter, tariff: input } };
  });
}
