import {
  AppError,
  addMonths,
  checkReading,
  type ErrorCode,
  localDateAt,
  parseLocalDate,
  type Reading,
  type ReadingReason,
} from '@shared-payments/domain';
import type { Group } from '../groups/group.ts';
import type { Reader } from '../ports/store.ts';
import type { MeterRecord } from './meter.ts';
import { type ReadingRecord, readingsAround } from './reading.ts';

/** How a reading is to be kept; `known` is the record that says the same already. */
export type TakenReading =
  | { readonly known: ReadingRecord }
  | { readonly known: null; readonly needsReview: boolean; readonly reasons: readonly ReadingReason[] };

export interface ReadingToTake {
  readonly reader: Reader;
  readonly group: Group;
  readonly meter: MeterRecord;
  readonly reading: Reading;
  readonly at: number;
  /** Somebody looked twice, or a file says so: it is kept for a review instead of being refused. */
  readonly isConfirmed: boolean;
  /** The record that is being changed, which is not compared with itself. */
  readonly replacesId?: string;
}

const COMPARED_MONTHS = 26;

/**
 * Compares a reading with its neighbours. Errors: `reading_implausible` with `data.reasons` in numbers when it wants a confirmation;
 * `conflict` when the day has another value; `state_not_allowed` for a retired meter; `invalid_input`.
 */
export async function takeReading(taking: ReadingToTake): Promise<TakenReading> {
  const { reader, group, meter, reading, isConfirmed } = taking;
  const date = parseLocalDate(reading.date);
  const from = addMonths(date, -COMPARED_MONTHS);
  const around = await readingsAround(reader, group.id, meter.id, from, date);
  const others = around.filter(({ id }) => id !== taking.replacesId);
  const known = pendingOf(others, reading);
  if (known) return { known };
  const accepted = others.filter(({ needsReview }) => !needsReview);
  const check = checkReading(meter, accepted, reading, localDateAt(taking.at, group.timeZone));
  if (check.verdict === 'known') return { known: check.reading };
  if (check.verdict === 'refused') throw refusal(check.reasons);
  if (check.verdict === 'ok') return { known: null, needsReview: false, reasons: [] };
  if (!isConfirmed) throw implausible(check.reasons);
  return { known: null, needsReview: true, reasons: check.reasons };
}

export function implausible(reasons: readonly ReadingReason[]): AppError {
  const message = 'This reading is not what the meter should show: look again, and confirm it to keep it for a review.';
  return new AppError('reading_implausible', message, { reasons });
}

/** One that waits for its review is there as well. Errors: `conflict` when it says something else of the same day. */
function pendingOf(others: readonly ReadingRecord[], reading: Reading): ReadingRecord | undefined {
  const pending = others.find(
    ({ needsReview, register, date, kind }) =>
      needsReview && register === reading.register && date === reading.date && kind === reading.kind,
  );
  if (pending === undefined || pending.valueMilli === reading.valueMilli) return pending;
  throw refusal([
    { reason: 'day_has_another_value', date: reading.date, storedMilli: pending.valueMilli, readingId: pending.id },
  ]);
}

const CODES: Partial<Readonly<Record<ReadingReason['reason'], readonly [code: ErrorCode, message: string]>>> = {
  meter_retired: ['state_not_allowed', 'This meter was retired before that day.'],
  verification_expired: ['state_not_allowed', 'The verification of this meter ended before that day.'],
  day_has_another_value: ['conflict', 'There is another reading of that day: correct it instead.'],
  too_many_digits: ['reading_implausible', 'The counter has not that many digits.'],
  unknown_register: ['invalid_input', 'The meter has no such register.'],
  in_the_future: ['invalid_input', 'That day has not come yet.'],
};

function refusal(reasons: readonly ReadingReason[]): AppError {
  const [code, message] = CODES[reasons[0]?.reason ?? 'unknown_register'] ?? ['invalid_input', 'This is no reading.'];
  return new AppError(code, message, { reasons });
}
