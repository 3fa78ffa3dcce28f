import type { LocalDate } from '@shared-payments/domain';
import { put } from '../command/writes.ts';
import type { Reader, Write } from '../ports/store.ts';
import { type MeterRecord, meters, withNextReading } from './meter.ts';
import { lastReadOn } from './reading.ts';

/**
 * Writes the meter when its next reading is due on another day than before: as if the reading `without` were not there, and
 * one had been taken on `readOn` (null: none was).
 */
export async function rescheduleWrites(
  reader: Pick<Reader, 'list'>,
  meter: MeterRecord,
  at: number,
  { without, readOn }: { readonly without: string; readonly readOn: LocalDate | null },
): Promise<readonly Write[]> {
  if (meter.nextReadingOn === null) return [];
  const others = await lastReadOn(reader, meter.groupId, meter.id, without);
  const last = others === null || (readOn !== null && readOn > others) ? readOn : others;
  const next = withNextReading(meter, last);
  if (next.nextReadingOn === meter.nextReadingOn) return [];
  return [put(meters, { ...next, version: meter.version + 1, updatedAt: at })];
}
