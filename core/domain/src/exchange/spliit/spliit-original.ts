import type { InferenceCode, OriginalAmount } from '../imported-group.ts';
import { divideHalfAwayFromZero, isAmountInRange, readDecimal, writeDecimal } from '../reading/decimal-text.ts';
import { findImportCurrency, type ImportCurrency } from '../reading/import-fields.ts';

/** What an expense was entered in, before Spliit converted it to the group's currency. */
export interface FoundOriginal {
  readonly original?: OriginalAmount;
  readonly inferred: readonly InferenceCode[];
}

/**
 * Spliit's `originalAmount` is in minor units, but exports before August 2026 may hold major units or have lost the
 * decimals. `rate` turns one major unit of the original into the group's. The reading that gives the expense's amount wins;
 * if none does, amount / rate is the original. An original without a usable rate or currency is dropped and marked.
 */
export function findSpliitOriginal(
  amountMinor: bigint,
  currency: ImportCurrency,
  stored: {
    readonly amount: bigint | undefined;
    readonly currency: string | undefined;
    readonly rate: string | undefined;
  },
): FoundOriginal {
  if (stored.currency === undefined || stored.currency === '') return { inferred: [] };
  const found = findImportCurrency(stored.currency)?.currency;
  const rate = stored.rate === undefined ? null : readDecimal(stored.rate);
  if (found === undefined || rate === null || rate.units <= 0n) return { inferred: ['original_dropped'] };
  const target = fraction(1n, found.exponent, rate, currency.exponent);
  const gives = (originalMinor: bigint) =>
    divideHalfAwayFromZero(originalMinor * target.numerator, target.denominator) === amountMinor;
  const majorUnits = (stored.amount ?? 0n) * 10n ** BigInt(found.exponent);
  const recovered = divideHalfAwayFromZero(amountMinor * target.denominator, target.numerator);
  const [originalMinor, inferred] = pick(stored.amount, majorUnits, recovered, gives);
  if (!isAmountInRange(originalMinor)) return { inferred: ['original_dropped'] };
  return { original: { amountMinor: originalMinor, currency: found.code, rate: writeDecimal(rate) }, inferred };
}

function pick(
  stored: bigint | undefined,
  majorUnits: bigint,
  recovered: bigint,
  gives: (originalMinor: bigint) => boolean,
): readonly [bigint, readonly InferenceCode[]] {
  if (stored !== undefined && gives(stored)) return [stored, []];
  if (stored !== undefined && gives(majorUnits)) return [majorUnits, ['original_amount_major_units']];
  return [recovered, ['original_amount_recovered']];
}

function fraction(
  units: bigint,
  originalExponent: number,
  rate: { readonly units: bigint; readonly scale: number },
  groupExponent: number,
): { readonly numerator: bigint; readonly denominator: bigint } {
  return {
    numerator: units * rate.units * 10n ** BigInt(groupExponent),
    denominator: 10n ** BigInt(rate.scale + originalExponent),
  };
}
