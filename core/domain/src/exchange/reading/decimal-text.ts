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

/**
 * Reads machine-written numbers: '-1498.50', '1E+3', '12,5' when `mark` is a comma. No grouping, no currency sign: the
 * reader of human input is elsewhere. Returns null for anything else and for more than 40 characters.
 */
export function readDecimal(text: string, mark: DecimalMark = '.'): Decimal | null {
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > MAX_DECIMAL_CHARACTERS) return null;
  const plain = trimmed.replace('\u2212', '-');
  const match = PLAIN.exec(mark === ',' && !plain.includes('.') ? plain.replace(',', '.') : plain);
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
