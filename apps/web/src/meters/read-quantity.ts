import { AppError, formatMilli, milliToWire, parseMilli } from '@shared-payments/domain';

/**
 * Thousandths of a unit from what a reader of `locale` typed: their own digits, their decimal separator, spaces between groups.
 * '1,234' is a decimal where the comma is one; what can mean two quantities is undefined: nothing is guessed.
 */
export function readQuantity(text: string, locale: string): number | undefined {
  const plain = westernDigits(text, locale).replace(/[\s\u00a0\u202f]/g, '');
  const decimal = separatorOf(locale);
  // Where the comma is the decimal sign, a point before three digits may well be a thousand.
  if (decimal !== '.' && /^[0-9]+[.][0-9]{3}$/.test(plain)) return undefined;
  try {
    return milliToWire(parseMilli(plain.split(decimal).length === 2 ? plain.replace(decimal, '.') : plain));
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** As it is typed in `locale`: its decimal separator, no grouping. */
export function writeQuantity(milli: number, locale: string): string {
  return formatMilli(BigInt(milli)).replace('.', separatorOf(locale));
}

function separatorOf(locale: string): string {
  const parts = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).formatToParts(0.5);
  return parts.find(({ type }) => type === 'decimal')?.value ?? '.';
}

function westernDigits(text: string, locale: string): string {
  const own = [...new Intl.NumberFormat(locale, { useGrouping: false }).format(9_876_543_210)].reverse();
  return [...text].map((sign) => (own.includes(sign) ? String(own.indexOf(sign)) : sign)).join('');
}
