import { AppError } from '../errors.ts';
import { type CurrencyCode, exponentOf } from './currency.ts';
import type { Money } from './money.ts';

const RATE = /^(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,24})?$/;

/**
 * `money` in `to`, at `rate` major units of `to` for one major unit of the other: an exact product, rounded once, half away
 * from zero. `rate` is decimal text and loses no digit. Errors: `invalid_input` for another text or 0, `unknown_currency`.
 */
export function convert(money: Money, rate: string, to: CurrencyCode): Money {
  if (!RATE.test(rate) || !/[1-9]/.test(rate)) {
    throw new AppError(
      'invalid_input',
      'A rate is a positive decimal such as 61.495, at most 15 digits before the point.',
    );
  }
  const [whole = '0', decimals = ''] = rate.split('.');
  const numerator = money.amountMinor * BigInt(whole + decimals) * 10n ** BigInt(exponentOf(to));
  const denominator = 10n ** BigInt(decimals.length + exponentOf(money.currency));
  return { amountMinor: divideHalfAway(numerator, denominator), currency: to };
}

/** `numerator / denominator` to the nearest integer, a half away from zero; `denominator` is positive. */
export function divideHalfAway(numerator: bigint, denominator: bigint): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}
