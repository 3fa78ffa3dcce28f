import { AppError } from '../errors.ts';
import { exponentOf } from './currency.ts';
import { AMOUNT_MINOR_MAX } from './money.ts';
import { normaliseDigits, readLocale } from './number-locale.ts';

const TEXT_MAX = 64;

/**
 * Minor units of `currency` from what a person typed: '1.234,56 €', "1'234.56", '١٢٫٥'. With a locale, its own separators win;
 * without one, a text that can mean two amounts is refused. Errors: `amount_unreadable`, `amount_ambiguous`,
 * `amount_out_of_range`, `unknown_currency`.
 */
export function parseAmount(text: string, currency: string, locale?: string): bigint {
  const exponent = exponentOf(currency);
  if (text.length > TEXT_MAX) throw unreadable('it is too long');
  const { isNegative, body } = withoutSignAndCurrency(normaliseDigits(text), currency, locale);
  const { whole, decimals } = splitNumber(body, exponent, locale);
  if (decimals.length > exponent) throw unreadable(`${currency} has ${exponent} decimals`, { decimals: exponent });
  const amount = BigInt(`${whole}${decimals.padEnd(exponent, '0')}`);
  if (amount > AMOUNT_MINOR_MAX)
    throw new AppError('amount_out_of_range', 'The amount is too large to be kept exactly.');
  return isNegative ? -amount : amount;
}

function withoutSignAndCurrency(text: string, currency: string, locale: string | undefined) {
  let rest = text.trim();
  let signs = 0;
  let isNegative = false;
  for (const name of [currency, ...readLocale(locale ?? 'en', currency).symbols].toSorted(
    (a, b) => b.length - a.length,
  )) {
    const without = withoutName(rest, name);
    if (without !== rest) {
      rest = without;
      break;
    }
  }
  const sign = /^([+-])\s*|\s*([+-])$/.exec(rest);
  if (sign) {
    signs += 1;
    isNegative = (sign[1] ?? sign[2]) === '-';
    rest = rest.replace(sign[0], '').trim();
  }
  if (!/^[0-9][0-9., '٫٬]*$/.test(rest) && !/^[.,٫][0-9]+$/.test(rest)) throw unreadable('it is not a number');
  return { isNegative: signs === 1 && isNegative, body: rest };
}

/** The currency stands before or behind the digits, inside or outside of a sign, never between them. */
function withoutName(text: string, name: string): string {
  const [upper, wanted] = [text.toUpperCase(), name.toUpperCase()];
  const sign = /^[+-]\s*/.exec(text)?.[0] ?? '';
  if (upper.startsWith(wanted, sign.length)) return `${sign}${text.slice(sign.length + name.length)}`.trim();
  const signBehind = /\s*[+-]$/.exec(text)?.[0] ?? '';
  const end = text.length - signBehind.length;
  if (upper.endsWith(wanted, end)) return `${text.slice(0, end - name.length)}${signBehind}`.trim();
  return text;
}

function splitNumber(
  body: string,
  exponent: number,
  locale: string | undefined,
): { readonly whole: string; readonly decimals: string } {
  const decimalAt = decimalPosition(body, exponent, locale);
  const whole = decimalAt < 0 ? body : body.slice(0, decimalAt);
  const decimals = decimalAt < 0 ? '' : body.slice(decimalAt + 1);
  if (!/^[0-9]*$/.test(decimals) || !isGrouped(whole)) throw unreadable('its separators do not fit');
  return { whole: whole.replace(/[^0-9]/g, '') || '0', decimals };
}

/** Where the decimal separator stands, or -1 when there is none. */
function decimalPosition(body: string, exponent: number, locale: string | undefined): number {
  const arabic = body.indexOf('٫');
  if (arabic >= 0) return arabic;
  const separators = [...body.matchAll(/[.,]/g)];
  const last = separators.at(-1);
  if (!last) return -1;
  const isOneKind = separators.every((one) => one[0] === last[0]);
  if (!isOneKind) return last.index;
  if (separators.length > 1) return -1;
  // One separator, once: a group only if exactly three digits follow and one to three lead, without a zero in front.
  const couldBeGroup = /^[1-9][0-9]{0,2}[.,][0-9]{3}$/.test(body);
  if (!couldBeGroup) return last.index;
  if (locale !== undefined) return readLocale(locale, 'EUR').decimal === last[0] ? last.index : -1;
  if (exponent === 0) return -1;
  throw new AppError(
    'amount_ambiguous',
    'This can mean two amounts: leave the thousands separator out, or say the language.',
    {
      readings: [body.replace(/[.,]/, '.'), body.replace(/[.,]/, '')],
    },
  );
}

/** Digits in groups of three from the right, in lakh groups (the last of three, the others of two), or ungrouped. */
function isGrouped(whole: string): boolean {
  const kinds = new Set(whole.replace(/[0-9]/g, ''));
  if (kinds.size === 0) return true;
  if (kinds.size > 1) return false;
  const groups = whole.split(/[^0-9]/);
  const [first = '', ...others] = groups;
  const last = others.at(-1) ?? '';
  const isThrees = first.length >= 1 && first.length <= 3 && others.every((group) => group.length === 3);
  const isLakh =
    first.length >= 1 &&
    first.length <= 2 &&
    last.length === 3 &&
    others.slice(0, -1).every((group) => group.length === 2);
  return isThrees || isLakh;
}

function unreadable(because: string, data: Readonly<Record<string, unknown>> = {}): AppError {
  return new AppError('amount_unreadable', `This is not an amount: ${because}.`, data);
}
