import {
  AppError,
  firstDueAfter,
  type LocalDate,
  type Meter,
  nextReadingOn,
  type TariffVersion,
} from '@shared-payments/domain';
import { groupPartition } from '../groups/rights.ts';
import type { Reader } from '../ports/store.ts';
import { defineCollection } from '../store/collection.ts';

/** What a meter's units cost, version after version. */
export interface MeterTariff {
  readonly currency: string;
  readonly versions: readonly TariffVersion[];
}

/** A meter of a group. A swapped device stays the same meter: its place and its history go on. */
export interface MeterRecord extends Meter {
  readonly version: number;
  readonly groupId: string;
  readonly name: string;
  /** What stands on the device that is in place now. */
  readonly serialNumber: string | null;
  readonly tariff: MeterTariff | null;
  /** A reading is due every so many months on this day; both null: whenever somebody likes. */
  readonly readingEveryMonths: number | null;
  readonly readingDay: number | null;
  /** Since when readings are due at all. */
  readonly readingFrom: LocalDate;
  readonly nextReadingOn: LocalDate | null;
  /** Whoever reads the meter was asked for everything due through this day. */
  readonly askedThrough: LocalDate | null;
  /** The due day they are asked for next: the reading that is due, or the one after it where that was asked for in vain. */
  readonly nextAskOn: LocalDate | null;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const GROUP_METERS_MAX = 200;

export const meters = defineCollection<MeterRecord>('meters', {
  keys: (meter) => [['byId', meter.id]],
  globalKeys: (meter) => (meter.nextAskOn === null ? [] : [['byNextAsk', `${meter.nextAskOn}|${meter.id}`]]),
});

/** Errors: `not_found`. */
export async function meterOf(reader: Pick<Reader, 'get'>, groupId: string, meterId: string): Promise<MeterRecord> {
  const meter = await reader.get(meters, groupPartition(groupId), meterId);
  if (!meter) throw new AppError('not_found', 'There is no such meter in this group.');
  return meter;
}

/** All meters of a group, which are few. */
export async function metersOf(reader: Pick<Reader, 'list'>, groupId: string): Promise<readonly MeterRecord[]> {
  const found = await reader.list(meters, groupPartition(groupId), { index: 'byId', limit: GROUP_METERS_MAX });
  return found.map(({ document }) => document);
}

/** The meter with the days its next reading is due and asked for, after one was taken on `lastReadOn`. Errors: `invalid_input`. */
export function withNextReading(meter: MeterRecord, lastReadOn: LocalDate | null): MeterRecord {
  const { readingEveryMonths, readingDay, readingFrom, retiredOn, askedThrough } = meter;
  if ((readingEveryMonths === null) !== (readingDay === null)) {
    throw new AppError('invalid_input', 'Say both how often readings are due and on which day, or neither.');
  }
  if (readingEveryMonths === null || readingDay === null || retiredOn !== null)
    return { ...meter, nextReadingOn: null, nextAskOn: null };
  const schedule = { everyMonths: readingEveryMonths, day: readingDay, from: readingFrom };
  const dueOn = nextReadingOn(schedule, lastReadOn);
  const nextAskOn = askedThrough === null || dueOn > askedThrough ? dueOn : firstDueAfter(schedule, askedThrough);
  return { ...meter, nextReadingOn: dueOn, nextAskOn };
}
