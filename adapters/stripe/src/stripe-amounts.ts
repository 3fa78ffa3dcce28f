import { AppError, exponentOf, toWire } from '@shared-payments/domain';

/** Where Stripe counts in other units than ISO 4217 (its page on currencies): the decimals it expects. */
const STRIPE_EXPONENTS: Readonly<Record<string, number>> = { ISK: 2, UGX: 2, MGA: 0 };

/** Minor units as Stripe takes them. Errors: `invalid_input` for an amount that Stripe cannot charge exactly. */
export function toStripeAmount(amountMinor: number, currency: string): number {
  const shift = (STRIPE_EXPONENTS[currency] ?? exponentOf(currency)) - exponentOf(currency);
  if (shift >= 0) return toWire(BigInt(amountMinor) * 10n ** BigInt(shift));
  const unit = 10n ** BigInt(-shift);
  if (BigInt(amountMinor) % unit === 0n) return toWire(BigInt(amountMinor) / unit);
  throw new AppError('invalid_input', `Cards are charged in whole ${currency} only: round the amount.`);
}

/** Minor units as ISO 4217 counts them. */
export function fromStripeAmount(amount: number, currency: string): number {
  const shift = (STRIPE_EXPONENTS[currency] ?? exponentOf(currency)) - exponentOf(currency);
  return toWire(shift >= 0 ? BigInt(amount) / 10n ** BigInt(shift) : BigInt(amount) * 10n ** BigInt(-shift));
}
