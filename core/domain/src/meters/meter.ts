import type { LocalDate } from '../calendar/local-date.ts';
import { AppError } from '../errors.ts';
import { QUANTITY_MILLI_MAX } from './quantity.ts';

export type Resource = 'electricity' | 'water' | 'hot-water' | 'gas' | 'heat' | 'other';

/** One counter of a meter: a two-tariff meter has two. */
export interface MeterRegister {
  readonly id: string;
  readonly name: string;
}

/** What the rules need to know of a meter. */
export interface Meter {
  readonly id: string;
  readonly resource: Resource;
  /** What is counted, such as 'kWh' or 'm³'; only shown. */
  readonly unit: string;
  /** Whole digits of the counter; null when not known. */
  readonly digits: number | null;
  /** Whether the counter may start again at 0 after its highest value. */
  readonly isRolloverAllowed: boolean;
  readonly registers: readonly MeterRegister[];
  /** The master meter this one stands behind. */
  readonly parentMeterId: string | null;
  /** Whom it serves; null: everybody, or the common area when it stands behind another. */
  readonly memberIds: readonly string[] | null;
  /** The smallest step the meter counts in. */
  readonly resolutionMilli: number;
  /** The last day its verification is good for; readings after it are refused. */
  readonly verifiedThrough: LocalDate | null;
  readonly retiredOn: LocalDate | null;
}

export type ReadingSource = 'manual' | 'import' | 'automatic' | 'estimate';

/** 'final' ends an old device, 'initial' begins a new one; nothing was used between the two. */
export type ReadingKind = 'regular' | 'final' | 'initial';

/** What a register showed at the start of a day (at the time of the swap for 'final' and 'initial'). */
export interface Reading {
  readonly meterId: string;
  readonly register: string;
  readonly date: LocalDate;
  readonly valueMilli: number;
  readonly source: ReadingSource;
  readonly kind: ReadingKind;
}

export const REGISTERS_MAX = 4;
export const DIGITS_MAX = 12;

const RANK_OF_KIND: Readonly<Record<ReadingKind, number>> = { regular: 0, final: 1, initial: 2 };

/** The order of readings of one day: a swap's final reading comes before the initial one. */
export const readingRank = (kind: ReadingKind): number => RANK_OF_KIND[kind];

/** Errors: `invalid_input`. */
export function assertMeter(
  meter: Pick<Meter, 'digits' | 'isRolloverAllowed' | 'registers' | 'resolutionMilli'>,
): void {
  const { registers, digits, resolutionMilli } = meter;
  if (registers.length < 1 || registers.length > REGISTERS_MAX) {
    throw new AppError('invalid_input', `A meter has 1 to ${REGISTERS_MAX} registers.`);
  }
  if (new Set(registers.map(({ id }) => id)).size < registers.length) {
    throw new AppError('invalid_input', 'Two registers of the meter have the same id.');
  }
  if (digits !== null && !(Number.isInteger(digits) && digits >= 1 && digits <= DIGITS_MAX)) {
    throw new AppError('invalid_input', `A counter has 1 to ${DIGITS_MAX} whole digits.`);
  }
  if (meter.isRolloverAllowed && digits === null) {
    throw new AppError('invalid_input', 'Say how many digits the counter has: a roll-over starts again after them.');
  }
  if (!Number.isSafeInteger(resolutionMilli) || resolutionMilli < 1) {
    throw new AppError('invalid_input', 'The resolution is a whole number of thousandths from 1.');
  }
}

/** The first value the counter cannot show, in thousandths; null when its digits are not known. */
export function capacityMilli({ digits }: Pick<Meter, 'digits'>): bigint | null {
  return digits === null ? null : 10n ** BigInt(digits) * 1000n;
}

/** Errors: `invalid_input` for what is no exact integer from 0. */
export function milliFromWire(valueMilli: number): bigint {
  if (Number.isSafeInteger(valueMilli) && valueMilli >= 0 && valueMilli <= QUANTITY_MILLI_MAX)
    return BigInt(valueMilli);
  throw new AppError('invalid_input', 'A quantity is a whole number of thousandths from 0.');
}
