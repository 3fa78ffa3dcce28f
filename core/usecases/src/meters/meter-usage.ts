import {
  addMonths,
  type Interval,
  intervalsOf,
  type LocalDate,
  type Usage,
  usageBetween,
  withEstimate,
} from '@shared-payments/domain';
import type { Reader } from '../ports/store.ts';
import type { MeterRecord } from './meter.ts';
import { type ReadingRecord, readingsAround } from './reading.ts';

/** What a meter counted, read once for many questions. Days are from the start of `from` up to the start of `until`. */
export interface MeterUsage {
  readonly meter: MeterRecord;
  /** Whether it was read at least twice, so that there is anything to count with. */
  readonly isRead: boolean;
  /** The day of the first interval; null when there is none. */
  readonly firstDay: LocalDate | null;
  readonly of: (register: string, from: LocalDate, until: LocalDate) => Usage;
  readonly total: (from: LocalDate, until: LocalDate) => Usage;
  /** Readings that wait for a review, oldest first. */
  readonly pending: readonly ReadingRecord[];
}

const COMPARED_MONTHS = 26;

/** Reads what is needed to count, estimate and compare [from, until); days after the last reading are estimated until then. */
export async function openUsage(
  reader: Pick<Reader, 'list'>,
  groupId: string,
  meter: MeterRecord,
  from: LocalDate,
  until: LocalDate,
): Promise<MeterUsage> {
  const all = await readingsAround(reader, groupId, meter.id, addMonths(from, -COMPARED_MONTHS), until);
  const accepted = all.filter(({ needsReview }) => !needsReview);
  const end = meter.retiredOn !== null && meter.retiredOn < until ? meter.retiredOn : until;
  const intervals = new Map(
    meter.registers.map(({ id }) => [id, withEstimate(intervalsOf(meter, accepted, id), end)] as const),
  );
  const every = [...intervals.values()].flat();
  return {
    meter,
    isRead: every.length > 0,
    firstDay: every.map((interval) => interval.from).toSorted()[0] ?? null,
    of: (register, first, end) => usageBetween(intervals.get(register) ?? [], first, end),
    total: (first, end) => totalOf(intervals, first, end),
    pending: all.filter(({ needsReview }) => needsReview),
  };
}

/** Days are counted once, however many registers there are: by the register of which least is known. */
function totalOf(intervals: ReadonlyMap<string, readonly Interval[]>, from: LocalDate, until: LocalDate): Usage {
  const usages = [...intervals.values()].map((each) => usageBetween(each, from, until));
  return {
    consumptionMilli: usages.reduce((sum, { consumptionMilli }) => sum + consumptionMilli, 0n),
    measuredDays: Math.min(...usages.map(({ measuredDays }) => measuredDays)),
    estimatedDays: Math.max(...usages.map(({ estimatedDays }) => estimatedDays)),
    hasLowerReading: usages.some(({ hasLowerReading }) => hasLowerReading),
  };
}
