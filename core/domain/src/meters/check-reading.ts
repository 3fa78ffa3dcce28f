import { daysBetween } from '../calendar/local-date.ts';
import { type Anomaly, findAnomalies } from './anomaly.ts';
import { difference, type Interval, inReadingOrder, intervalsOf } from './intervals.ts';
import { capacityMilli, type Meter, milliFromWire, type Reading } from './meter.ts';
import { milliToWire } from './quantity.ts';

/** Why a reading is not taken as it is; JSON, with the numbers a person needs to decide. */
export interface ReadingReason {
  readonly reason:
    | 'meter_retired'
    | 'verification_expired'
    | 'unknown_register'
    | 'too_many_digits'
    | 'in_the_future'
    | 'day_has_another_value'
    | 'lower_than_previous'
    | 'higher_than_next'
    | 'unusually_high';
  readonly [number: string]: string | number | null;
}

export type ReadingCheck<R extends Reading = Reading> =
  | { readonly verdict: 'ok'; readonly consumptionMilli: bigint | null }
  /** The same reading is there already: nothing to do. */
  | { readonly verdict: 'known'; readonly reading: R }
  | { readonly verdict: 'needs_confirmation'; readonly reasons: readonly ReadingReason[] }
  | { readonly verdict: 'refused'; readonly reasons: readonly ReadingReason[] };

const COMPARED_DAYS = 30n;

/**
 * Whether a register may show this. `readings` are the accepted ones of the meter, without the one that is checked; `today` is the
 * group's day. Lower than before, more than what follows, and out of the ordinary want a confirmation; the impossible is refused.
 */
export function checkReading<R extends Reading>(
  meter: Meter,
  readings: readonly R[],
  candidate: Reading,
  today: string,
): ReadingCheck<R> {
  const same = readings.filter(
    ({ register, date, source }) =>
      register === candidate.register && date === candidate.date && isComparable(source, candidate),
  );
  const known = same.find(({ valueMilli, kind }) => valueMilli === candidate.valueMilli && mayRepeat(kind, candidate));
  if (known !== undefined) return { verdict: 'known', reading: known };
  const impossible = impossibleReason(meter, candidate, today) ?? clashReason(same, candidate);
  if (impossible !== null) return { verdict: 'refused', reasons: [impossible] };
  const doubts = doubtsOf(meter, readings, candidate);
  if (doubts.reasons.length > 0) return { verdict: 'needs_confirmation', reasons: doubts.reasons };
  return { verdict: 'ok', consumptionMilli: doubts.consumptionMilli };
}

/** What was read replaces a guess of the same day. */
function isComparable(source: Reading['source'], candidate: Reading): boolean {
  return source !== 'estimate' || candidate.source === 'estimate';
}

function mayRepeat(kind: Reading['kind'], candidate: Reading): boolean {
  return candidate.kind === 'regular' || candidate.kind === kind;
}

function impossibleReason(meter: Meter, { register, date, valueMilli }: Reading, today: string): ReadingReason | null {
  const capacity = capacityMilli(meter);
  if (!meter.registers.some(({ id }) => id === register)) return { reason: 'unknown_register', register };
  if (meter.retiredOn !== null && date > meter.retiredOn) {
    return { reason: 'meter_retired', date, retiredOn: meter.retiredOn };
  }
  if (meter.verifiedThrough !== null && date > meter.verifiedThrough) {
    return { reason: 'verification_expired', date, verifiedThrough: meter.verifiedThrough };
  }
  if (date > today) return { reason: 'in_the_future', date, today };
  if (capacity !== null && milliFromWire(valueMilli) >= capacity) {
    return { reason: 'too_many_digits', valueMilli, digits: meter.digits };
  }
  return null;
}

/** A day has one value per register; only a swap adds its two to a reading of the same day. */
function clashReason(same: readonly Reading[], candidate: Reading): ReadingReason | null {
  const clash =
    candidate.kind === 'regular' ? same[0] : same.find(({ kind }) => kind === candidate.kind || kind === 'initial');
  if (clash === undefined) return null;
  const { register, date, valueMilli } = candidate;
  return { reason: 'day_has_another_value', register, date, valueMilli, storedMilli: clash.valueMilli };
}

function doubtsOf(
  meter: Meter,
  readings: readonly Reading[],
  candidate: Reading,
): { readonly reasons: readonly ReadingReason[]; readonly consumptionMilli: bigint | null } {
  const others = readings
    .filter(({ register, source }) => register === candidate.register && source !== 'estimate')
    .toSorted(inReadingOrder);
  const previous = others.findLast((other) => inReadingOrder(other, candidate) < 0);
  const next = others.find((other) => inReadingOrder(other, candidate) > 0);
  const reasons: ReadingReason[] = [];
  let consumptionMilli: bigint | null = null;
  if (previous !== undefined && candidate.kind !== 'initial') {
    const counted = difference(meter, previous, candidate);
    if (counted.flag === 'lower') reasons.push(lowerReason(meter, previous, candidate));
    else {
      consumptionMilli = counted.consumptionMilli;
      const high = unusual(meter, others, previous, candidate, counted.consumptionMilli);
      if (high !== null) reasons.push(high);
    }
  }
  if (next !== undefined && next.kind !== 'initial' && difference(meter, candidate, next).flag === 'lower') {
    const { valueMilli } = candidate;
    reasons.push({ reason: 'higher_than_next', valueMilli, nextMilli: next.valueMilli, nextDate: next.date });
  }
  return { reasons, consumptionMilli };
}

function lowerReason(meter: Meter, previous: Reading, { valueMilli }: Reading): ReadingReason {
  return {
    reason: 'lower_than_previous',
    valueMilli,
    previousMilli: previous.valueMilli,
    previousDate: previous.date,
    differenceMilli: valueMilli - previous.valueMilli,
    digits: meter.digits,
    isRolloverAllowed: meter.isRolloverAllowed ? 'yes' : 'no',
  };
}

/** The interval the reading would end, against those before it, all scaled to 30 days: readings come at odd distances. */
function unusual(
  meter: Meter,
  others: readonly Reading[],
  previous: Reading,
  candidate: Reading,
  consumptionMilli: bigint,
): ReadingReason | null {
  const earlier = intervalsOf(
    meter,
    others.filter((other) => inReadingOrder(other, candidate) < 0),
    candidate.register,
  ).filter(({ flag }) => flag !== 'lower');
  const current = { from: previous.date, to: candidate.date, consumptionMilli };
  const periods = [...earlier, current].map(scaled).filter((period) => period !== null);
  const [found] = findAnomalies(periods, meter.resource, BigInt(meter.resolutionMilli)).slice(-1);
  return found?.from === previous.date ? anomalyReason(found, candidate) : null;
}

function scaled({ from, to, consumptionMilli }: Pick<Interval, 'from' | 'to' | 'consumptionMilli'>) {
  const days = BigInt(daysBetween(from, to));
  return days === 0n ? null : { from, consumptionMilli: (consumptionMilli * COMPARED_DAYS) / days, isEstimate: false };
}

function anomalyReason(anomaly: Anomaly, { valueMilli }: Reading): ReadingReason {
  const { consumptionMilli, medianMilli, limitMilli, factor, comparedCount, sameMonthLastYearMilli } = anomaly;
  return {
    reason: 'unusually_high',
    valueMilli,
    per30DaysMilli: milliToWire(consumptionMilli),
    medianMilli: milliToWire(medianMilli),
    limitMilli: milliToWire(limitMilli),
    factor,
    comparedCount,
    sameMonthLastYearMilli: sameMonthLastYearMilli === null ? null : milliToWire(sameMonthLastYearMilli),
  };
}
