import { AppError, parseAmount, toWire } from '@shared-payments/domain';

/** Positive minor units, or undefined for what is no such amount. */
export function readAmount(text: string, currency: string, locale: string): number | undefined {
  try {
    const amountMinor = toWire(parseAmount(text, currency, locale));
    return amountMinor > 0 ? amountMinor : undefined;
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
