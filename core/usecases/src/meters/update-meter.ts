import { localDateAt } from '@shared-payments/domain';
import type { RequestContext, Services } from '../ports/services.ts';
import { changeMeter } from './change-meter.ts';
import { requireMeter } from './create-meter.ts';
import { type MeterRecord, metersOf, withNextReading } from './meter.ts';
import { lastReadOn } from './reading.ts';

export interface UpdateMeterInput {
  readonly name?: string;
  readonly serialNumber?: string | null;
  readonly digits?: number | null;
  readonly isRolloverAllowed?: boolean;
  readonly parentMeterId?: string | null;
  readonly memberIds?: readonly string[] | null;
  readonly resolutionMilli?: number;
  readonly verifiedThrough?: string | null;
  readonly readingEveryMonths?: number | null;
  readonly readingDay?: number | null;
}

/** What was charged keeps the members it was charged to. Errors: as `createMeter`, `precondition_required`, `conflict`. */
export async function updateMeter(
  services: Services,
  context: RequestContext,
  groupId: string,
  meterId: string,
  input: UpdateMeterInput,
): Promise<MeterRecord> {
  const request = { groupId, meterId, verb: 'meters/update-meter', input };
  return changeMeter(services, context, request, async ({ reader, group, meter, at }) => {
    const changed: MeterRecord = { ...meter, ...input };
    requireMeter(group, changed, await metersOf(reader, groupId));
    const isSameSchedule =
      changed.readingEveryMonths === meter.readingEveryMonths && changed.readingDay === meter.readingDay;
    const readingFrom = isSameSchedule ? meter.readingFrom : localDateAt(at, group.timeZone);
    return { meter: withNextReading({ ...changed, readingFrom }, await lastReadOn(reader, groupId, meterId)) };
  });
}
