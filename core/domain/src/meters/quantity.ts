import { AppError } from '../errors.ts';

/** Quantities travel as JSON integers in thousandths of the meter's unit, exact up to here. */
export const QUANTITY_MILLI_MAX = Number.MAX_SAFE_INTEGER;

const PLAIN = /^([0-9]{1,15})(?:[.,]([0-9]{1,6}))?$/;

/**
 * Thousandths from what stands on a meter: '01234.5', '0.39', '12,5'. Zeros beyond the third decimal do not count. Errors:
 * `invalid_input`; `amount_ambiguous` for '1,234', which can be a thousand or a fraction; `amount_out_of_range`.
 */
export function parseMilli(text: string): bigint {
  const match = PLAIN.exec(text.trim());
  const decimals = (match?.[2] ?? '').replace(/0+$/, '');
  if (match === null || decimals.length > 3) {
    throw new AppError('invalid_input', 'A quantity is digits with at most three decimals, such as 1234.5.');
  }
  if (text.includes(',') && match[2]?.length === 3) {
    throw new AppError('amount_ambiguous', 'This can be thousands or decimals: write a point before the decimals.');
  }
  const milli = BigInt(`${match[1]}${decimals.padEnd(3, '0')}`);
  if (milli > BigInt(QUANTITY_MILLI_MAX)) throw outOfRange();
  return milli;
}

/** The shortest text: 1500 is '1.5', 2000 is '2'. */
export function formatMilli(milli: bigint): string {
  const digits = (milli < 0n ? -milli : milli).toString().padStart(4, '0');
  const decimals = digits.slice(-3).replace(/0+$/, '');
  return `${milli < 0n ? '-' : ''}${digits.slice(0, -3)}${decimals === '' ? '' : `.${decimals}`}`;
}

/** A JSON integer. Errors: `amount_out_of_range` beyond 2^53 - 1. */
export function milliToWire(milli: bigint): number {
  if (milli > BigInt(QUANTITY_MILLI_MAX) || milli < -BigInt(QUANTITY_MILLI_MAX)) throw outOfRange();
  return Number(milli);
}

function outOfRange(): AppError {
  return new AppError(
    'amount_out_of_range',
    'The quantity is too large: at most 2^53 - 1 thousandths are kept exactly.',
  );
}
