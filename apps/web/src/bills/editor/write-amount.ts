import { formatPlain } from '@shared-payments/domain';

/** As it is typed in `locale`: its own decimal separator, no grouping, no currency. */
export function writeAmount(amountMinor: bigint, currency: string, locale: string): string {
  return formatPlain({ amountMinor, currency }).replace('.', decimalSeparator(locale));
}

export function decimalSeparator(locale: string): string {
  const parts = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 }).formatToParts(0.5);
  return parts.find(({ type }) => type === 'decimal')?.value ?? '.';
}
