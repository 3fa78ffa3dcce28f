import type { LocalDate } from '../calendar/local-date.ts';
import { capacityMilli, type Meter, milliFromWire, type Reading, readingRank } from './meter.ts';

export type EstimateMethod = 'trailing-average' | 'same-period-last-year';

/** What one register counted from the start of day `from` to the start of day `to`. */
export interface Interval {
  readonly register: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** Never negative; 0 where the counter went down and nobody knows why. */
  readonly consumptionMilli: bigint;
  readonly flag: 'rollover' | 'lower' | null;
  /** How it was guessed, 'reading' for a reading that is one itself; null when it was measured. */
  readonly estimate: EstimateMethod | 'reading' | null;
}

/**
 * The intervals of one register in order. A swap (final, then initial) ends one device and begins the next, so that consumption
 * is (old final - old previous) + (new - new start). An estimated reading counts only until a measured one comes after it.
 */
export function intervalsOf(
  meter: Pick<Meter, 'digits' | 'isRolloverAllowed'>,
  readings: readonly Reading[],
  register: string,
): readonly Interval[] {
  const chain = countedReadings(readings.filter((reading) => reading.register === register));
  const intervals: Interval[] = [];
  let previous: Reading | undefined;
  for (const reading of chain) {
    if (previous !== undefined && reading.kind !== 'initial') {
      const isEstimate = previous.source === 'estimate' || reading.source === 'estimate';
      intervals.push({
        register,
        from: previous.date,
        to: reading.date,
        ...difference(meter, previous, reading),
        estimate: isEstimate ? 'reading' : null,
      });
    }
    previous = reading;
  }
  return intervals;
}

export function inReadingOrder(a: Reading, b: Reading): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return readingRank(a.kind) - readingRank(b.kind);
}

/** Up or over the top: never negative. A roll-over must be allowed and leave at most half of the counter's range behind it. */
export function difference(
  meter: Pick<Meter, 'digits' | 'isRolloverAllowed'>,
  previous: Pick<Reading, 'valueMilli'>,
  next: Pick<Reading, 'valueMilli'>,
): Pick<Interval, 'consumptionMilli' | 'flag'> {
  const counted = milliFromWire(next.valueMilli) - milliFromWire(previous.valueMilli);
  if (counted >= 0n) return { consumptionMilli: counted, flag: null };
  const capacity = capacityMilli(meter);
  const over = capacity === null ? null : counted + capacity;
  if (meter.isRolloverAllowed && capacity !== null && over !== null && over >= 0n && over * 2n <= capacity) {
    return { consumptionMilli: over, flag: 'rollover' };
  }
  return { consumptionMilli: 0n, flag: 'lower' };
}

function countedReadings(readings: readonly Reading[]): readonly Reading[] {
  const ordered = readings.toSorted(inReadingOrder);
  const lastMeasured = ordered.findLast(({ source }) => source !== 'estimate')?.date ?? '';
  return ordered.filter(({ source, date }) => source !== 'estimate' || date > lastMeasured);
}
