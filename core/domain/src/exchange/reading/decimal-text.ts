import { AMOUNT_MINOR_MAX } from '../../money/money.ts';
import { MAX_DECIMAL_CHARACTERS } from '../import-limits.ts';

/** units / 10^scale, exactly as written. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

export type DecimalMark = '.' | ',';

const MAX_POWER_OF_TEN = 60;
const PLAIN = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/;

// What a spreadsheet makes of them when it saves the file again, where it can mean one number only.
const COMMA_FOR_POINT = /^[+-]?\d+,\d{1,2}$/;
const GROUPED_BY_COMMA = /^[+-]?\d{1,3}(?:,\d{3})+\.\d+$/;
const GROUPED_BY_POINT = /^[+-]?\d{1,3}(?:\.\d{3})+,\d+$/;

/**
 * Reads machine-written numbers: '-1498.50', '1E+3', '12,5' when `mark` is a comma; and such as a spreadsheet rewrote, where
 * that leaves no doubt: '12,50', '1,000.00', '1.000,00'. '1,000' does: null, as for anything else and for more than 40
 * characters. The reader of human input is elsewhere.
 */
export function readDecimal(text: string, mark: DecimalMark = '.'): Decimal | null {
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > MAX_DECIMAL_CHARACTERS) return null;
  const match = PLAIN.exec(withPoint(trimmed.replace('\u2212', '-'), mark));
  if (match === null) return null;
  const [, sign = '', whole = '', fraction = '', power = '0'] = match;
  if (whole.length + fraction.length === 0) return null;
  const exponent = Number(power);
  if (Math.abs(exponent) > MAX_POWER_OF_TEN) return null;
  const magnitude = BigInt(whole + fraction);
  const units = sign === '-' ? -magnitude : magnitude;
  const scale = fraction.length - exponent;
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

function withPoint(text: string, mark: DecimalMark): string {
  if (GROUPED_BY_COMMA.test(text)) return text.replaceAll(',', '');
  if (GROUPED_BY_POINT.test(text)) return text.replaceAll('.', '').replace(',', '.');
  const isComma = COMMA_FOR_POINT.test(text) || (mark === ',' && !text.includes('.'));
  return isComma ? text.replace(',', '.') : text;
}

/** Minor units, or null when the number has more decimals than the currency. Zeros to the right do not count. */
export function toMinorExactly(decimal: Decimal, exponent: number): bigint | null {
  if (decimal.scale <= exponent) return decimal.units * 10n ** BigInt(exponent - decimal.scale);
  const divisor = 10n ** BigInt(decimal.scale - exponent);
  return decimal.units % divisor === 0n ? decimal.units / divisor : null;
}

/** Minor units, half away from zero: how the sources that keep floats show their amounts. */
export function toMinorRounded(decimal: Decimal, exponent: number): bigint {
  const numerator = decimal.units * 10n ** BigInt(exponent);
  return divideHalfAwayFromZero(numerator, 10n ** BigInt(decimal.scale));
}

/** `divisor` is positive. */
export function divideHalfAwayFromZero(value: bigint, divisor: bigint): bigint {
  const magnitude = value < 0n ? -value : value;
  const quotient = (magnitude * 2n + divisor) / (divisor * 2n);
  return value < 0n ? -quotient : quotient;
}

/** The shortest text of the number: 150 hundredths are '1.5', 200 are '2'. */
export function writeDecimal({ units, scale }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

export function isAmountInRange(amountMinor: bigint): boolean {
  return amountMinor <= AMOUNT_MINOR_MAX && amountMinor >= -AMOUNT_MINOR_MAX;
}
