import { AppError } from '../errors.ts';
import { type CurrencyCode, exponentOf } from './currency.ts';

/** An amount in minor units: 1234n EUR is 12.34 EUR. */
export interface Money {
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
}

/** Amounts travel as JSON numbers, which are exact up to here. */
export const AMOUNT_MINOR_MAX = BigInt(Number.MAX_SAFE_INTEGER);

/** A JSON integer. Errors: `amount_out_of_range` beyond 2^53 - 1. */
export function toWire(amountMinor: bigint): number {
  if (amountMinor > AMOUNT_MINOR_MAX || amountMinor < -AMOUNT_MINOR_MAX) throw outOfRange();
  return Number(amountMinor);
}

/** Errors: `amount_out_of_range` for what is not an exact integer. */
export function fromWire(amountMinor: number): bigint {
  if (!Number.isSafeInteger(amountMinor)) throw outOfRange();
  return BigInt(amountMinor);
}

/** '-12.34': digits, a point and a minus, for files; the decimals of the currency, always all of them. */
export function formatPlain({ amountMinor, currency }: Money): string {
  const exponent = exponentOf(currency);
  const digits = (amountMinor < 0n ? -amountMinor : amountMinor).toString().padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const sign = amountMinor < 0n ? '-' : '';
  return exponent === 0 ? `${sign}${whole}` : `${sign}${whole}.${digits.slice(-exponent)}`;
}

function outOfRange(): AppError {
  return new AppError(
    'amount_out_of_range',
    'The amount is too large: at most 2^53 - 1 minor units can be kept exactly.',
  );
}
