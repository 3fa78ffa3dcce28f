import { exponentOf } from '@shared-payments/domain';
import { decimalSeparator } from './editor/write-amount.ts';

interface Fraction {
  readonly numerator: string;
  readonly denominator: string;
}

const EXTRA_DECIMALS = 4;

/**
 * A share before rounding as a decimal text of major units, with four decimals more than the currency has and an ellipsis where it
 * goes on: '31.258974…'. The digits are cut, never rounded, so that they begin what the exact share is.
 */
export function exactAmount({ numerator, denominator }: Fraction, currency: string, locale: string): string {
  const decimals = exponentOf(currency) + EXTRA_DECIMALS;
  const [top, bottom] = [BigInt(numerator), BigInt(denominator)];
  const scaled = (top < 0n ? -top : top) * 10n ** BigInt(EXTRA_DECIMALS);
  const digits = (scaled / bottom).toString().padStart(decimals + 1, '0');
  const text = `${digits.slice(0, -decimals)}${decimalSeparator(locale)}${digits.slice(-decimals)}`;
  return `${top < 0n ? '-' : ''}${text}${scaled % bottom === 0n ? '' : '…'}`;
}
