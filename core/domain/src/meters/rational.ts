import { AppError } from '../errors.ts';
import { divideHalfAway } from '../money/convert.ts';

/** An exact fraction in lowest terms; `denominator` is positive. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const ZERO: Rational = { numerator: 0n, denominator: 1n };

const DECIMAL = /^(-?)([0-9]{1,12})(?:\.([0-9]{1,12}))?$/;

/** `denominator` is not 0. */
export function rational(numerator: bigint, denominator = 1n): Rational {
  const divisor = commonDivisor(numerator, denominator) * (denominator < 0n ? -1n : 1n);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

/** From a plain decimal such as '9.2'. Errors: `invalid_input`. */
export function parseRational(text: string): Rational {
  const match = DECIMAL.exec(text);
  if (match === null) {
    throw new AppError('invalid_input', 'A price is a decimal such as 9.2, with at most twelve decimals.');
  }
  const [, sign = '', whole = '', decimals = ''] = match;
  return rational(BigInt(`${sign}${whole}${decimals}`), 10n ** BigInt(decimals.length));
}

export const add = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

export const multiply = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.numerator, a.denominator * b.denominator);

export const subtract = (a: Rational, b: Rational): Rational => add(a, { ...b, numerator: -b.numerator });

export const isLess = (a: Rational, b: Rational): boolean => a.numerator * b.denominator < b.numerator * a.denominator;

const compare = (a: Rational, b: Rational): number => (isLess(a, b) ? -1 : isLess(b, a) ? 1 : 0);

export const smaller = (a: Rational, b: Rational): Rational => (isLess(b, a) ? b : a);

export const sumOf = (values: readonly Rational[]): Rational => values.reduce(add, ZERO);

/** To the nearest integer, a half away from zero. */
export const roundHalfAway = ({ numerator, denominator }: Rational): bigint => divideHalfAway(numerator, denominator);

/** Whole parts that sum to `total`, each the exact value cut down or one more: the largest fractions get the ones left over, the first of equal ones. */
export function roundToTotal(exact: readonly Rational[], total: bigint): readonly bigint[] {
  const floors = exact.map(({ numerator, denominator }) => floorDivide(numerator, denominator));
  const fractions = exact.map((value, index) => subtract(value, rational(floors[index] ?? 0n)));
  const order = exact
    .map((_, index) => index)
    .sort((a, b) => compare(fractions[b] ?? ZERO, fractions[a] ?? ZERO) || a - b);
  let left = total - floors.reduce((sum, floor) => sum + floor, 0n);
  for (const index of order) {
    if (left === 0n) break;
    floors[index] = (floors[index] ?? 0n) + 1n;
    left -= 1n;
  }
  return floors;
}

function floorDivide(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  return value < 0n && value % divisor !== 0n ? quotient - 1n : quotient;
}

function commonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}
