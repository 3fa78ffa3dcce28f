import { exponentOf } from './currency.ts';
import { formatPlain, type Money } from './money.ts';

const FORMATTERS_MAX = 200;
const formatters = new Map<string, Intl.NumberFormat>();

/** As people of `locale` write it, with the currency: exact, because the digits never become a float. */
export function formatAmount(money: Money, locale: string, sign: 'auto' | 'exceptZero' = 'auto'): string {
  // Intl formats decimal text exactly (ECMA-402, Intl mathematical values).
  return formatterOf(locale, money.currency, sign).format(formatPlain(money) as Intl.StringNumericLiteral);
}

function formatterOf(locale: string, currency: string, sign: 'auto' | 'exceptZero'): Intl.NumberFormat {
  const key = `${locale} ${currency} ${sign}`;
  const kept = formatters.get(key);
  if (kept) return kept;
  if (formatters.size >= FORMATTERS_MAX) formatters.clear();
  const digits = exponentOf(currency);
  const formatter = new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    signDisplay: sign,
  });
  formatters.set(key, formatter);
  return formatter;
}
