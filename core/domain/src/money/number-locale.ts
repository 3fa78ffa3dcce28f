export interface NumberLocale {
  readonly decimal: string;
  /** How the currency may be written beside an amount. */
  readonly symbols: readonly string[];
}

const KEPT_MAX = 200;
const kept = new Map<string, NumberLocale>();

/** What the platform knows of a language's numbers. */
export function readLocale(locale: string, currency: string): NumberLocale {
  const key = `${locale} ${currency}`;
  const known = kept.get(key);
  if (known) return known;
  const parts = (currencyDisplay: 'symbol' | 'narrowSymbol') =>
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      currencyDisplay,
      minimumFractionDigits: 1,
    }).formatToParts(1.5);
  const symbolOf = (display: 'symbol' | 'narrowSymbol') =>
    normaliseDigits(parts(display).find((part) => part.type === 'currency')?.value ?? '').trim();
  const decimal = normaliseDigits(parts('symbol').find((part) => part.type === 'decimal')?.value ?? '.');
  const read = { decimal, symbols: [...new Set([symbolOf('symbol'), symbolOf('narrowSymbol')])].filter(Boolean) };
  if (kept.size >= KEPT_MAX) kept.clear();
  kept.set(key, read);
  return read;
}

// Zeros of the decimal digits in use: Arabic-Indic, Persian, Devanagari, Bengali, full width.
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xff10];

/** ASCII digits, a plain minus, plain spaces and apostrophes; marks of writing direction are dropped. */
export function normaliseDigits(text: string): string {
  return text
    .replace(/[\u200e\u200f\u061c\u2066-\u2069]/g, '')
    .replace(/[\u00a0\u202f\u2009\u2007]/g, ' ')
    .replace(/[\u2019\u02bc]/g, "'")
    .replace(/[\u2212\u2013\ufe63\uff0d]/g, '-')
    .replace(/\p{Nd}/gu, (digit) => {
      const code = digit.codePointAt(0) ?? 0;
      const zero = ZEROS.find((start) => code >= start && code <= start + 9);
      return zero === undefined ? digit : String(code - zero);
    });
}
