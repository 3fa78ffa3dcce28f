import { type LocalDate, parseLocalDate } from '../../calendar/local-date.ts';
import { AppError } from '../../errors.ts';
import { exponentOf, isCurrency } from '../../money/currency.ts';
import type { ImportedItem } from '../imported-group.ts';
import { refuseImport } from '../refuse-import.ts';
import { type DecimalMark, isAmountInRange, readDecimal, toMinorExactly } from './decimal-text.ts';

export interface ImportCurrency {
  readonly code: string;
  readonly exponent: number;
}

const MAX_QUOTED_CHARACTERS = 40;
const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₹', 'INR'],
  ['₩', 'KRW'],
  ['₺', 'TRY'],
  ['₴', 'UAH'],
  ['₫', 'VND'],
  ['₪', 'ILS'],
  ['zł', 'PLN'],
  ['Kč', 'CZK'],
]);

/** A day in any of 'YYYY-MM-DD', 'YYYY/MM/DD', 'DD.MM.YYYY', or an ISO instant whose day is taken as written. */
export function readImportDate(text: string, line: number): LocalDate {
  const trimmed = text.trim();
  const ordered = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].{0,30})?$/.exec(trimmed);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(trimmed);
  const [year, month, day] = ordered?.slice(1) ?? dotted?.slice(1).reverse() ?? [];
  try {
    if (year !== undefined && month !== undefined && day !== undefined) {
      return parseLocalDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
  return refuseImport('date_unreadable', 'The date is not a day written as YYYY-MM-DD.', line, {
    date: quote(trimmed),
  });
}

/** An ISO code in any case. Throws `import_refused` (currency_unknown). */
export function readImportCurrency(text: string, line?: number): ImportCurrency {
  const code = text.trim().toUpperCase();
  const exponent = knownExponent(code);
  if (exponent !== undefined) return { code, exponent };
  return refuseImport('currency_unknown', 'The currency is not an ISO 4217 code.', line, {
    currency: quote(text.trim()),
  });
}

/** As above, and a sign that only one currency has, such as '€'. Undefined when the text names none. */
export function findImportCurrency(text: string): { currency: ImportCurrency; isBySymbol: boolean } | undefined {
  const trimmed = text.trim();
  const code = SYMBOLS.get(trimmed) ?? trimmed.toUpperCase();
  const exponent = knownExponent(code);
  return exponent === undefined ? undefined : { currency: { code, exponent }, isBySymbol: SYMBOLS.has(trimmed) };
}

/** Throws `import_refused` (currency_missing) when the caller named no currency either. */
export function currencyByCaller(code: string | undefined, found: string): ImportCurrency {
  if (code !== undefined && code !== '') return readImportCurrency(code);
  const message = 'The file does not say which currency it is in. Choose the currency and try again.';
  return refuseImport('currency_missing', message, undefined, { currency: quote(found) });
}

/** Exact minor units. Throws `import_refused`: amount_unreadable, amount_too_precise, amount_out_of_range. */
export function readImportAmount(
  text: string,
  currency: ImportCurrency,
  line: number,
  mark: DecimalMark = '.',
): bigint {
  const decimal = readDecimal(text, mark);
  if (decimal === null) {
    return refuseImport('amount_unreadable', 'The amount is not a plain number.', line, { amount: quote(text.trim()) });
  }
  const amountMinor = toMinorExactly(decimal, currency.exponent);
  if (amountMinor === null) {
    const message = `The amount has more than ${currency.exponent} decimals, which ${currency.code} does not have.`;
    return refuseImport('amount_too_precise', message, line, { amount: quote(text.trim()) });
  }
  return requireAmountInRange(amountMinor, line);
}

export function requireAmountInRange(amountMinor: bigint, line: number): bigint {
  if (isAmountInRange(amountMinor)) return amountMinor;
  return refuseImport('amount_out_of_range', 'The amount is larger than 2^53-1 minor units.', line);
}

/** The currency most items are in; the first of two that are as frequent. */
export function mostFrequentCurrency(items: readonly ImportedItem[]): string | undefined {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(item.currency, (counts.get(item.currency) ?? 0) + 1);
  return [...counts].sort((left, right) => right[1] - left[1])[0]?.[0];
}

/** What a spreadsheet guard put before a formula sign goes away again. */
export function withoutFormulaGuard(text: string): string {
  return /^'+[=+\-@\t\r\n]/.test(text) ? text.slice(1) : text;
}

/** Part of a foreign text for an error's data. */
export function quote(text: string): string {
  return text.slice(0, MAX_QUOTED_CHARACTERS);
}

function knownExponent(code: string): number | undefined {
  return isCurrency(code) ? exponentOf(code) : undefined;
}
