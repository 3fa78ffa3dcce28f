import { AppError, parseLocalDate } from '@shared-payments/domain';
import type { RequestContext, Services } from '../ports/services.ts';
import { changeMeter } from './change-meter.ts';
import { type MeterRecord, withNextReading } from './meter.ts';

/**
 * The meter counts no more after `on`; late readings up to that day are still taken. Errors: `not_found`, `forbidden`,
 * `precondition_required`, `conflict`, `invalid_input`, `state_not_allowed` when it was retired already.
 */
export async function retireMeter(
  services: Services,
  context: RequestContext,
  groupId: string,
  meterId: string,
  input: { readonly on: string },
): Promise<MeterRecord> {
  const request = { groupId, meterId, verb: 'meters/retire-meter', input };
  return changeMeter(services, context, request, async ({ meter }) => {
    if (meter.retiredOn !== null) {
      throw new AppError('state_not_allowed', 'This meter was retired already.', { retiredOn: meter.retiredOn });
    }
    return { meter: withNextReading({ ...meter, retiredOn: parseLocalDate(input.on) }, null) };
  });
}
