import type { ImportOptions, InferenceCode } from '../imported-group.ts';
import { currencyByCaller, findImportCurrency, type ImportCurrency } from '../reading/import-fields.ts';

/**
 * Older Spliit groups have a free sign instead of a code: '€' names its currency, '$' or 'points' do not and the caller
 * must. Throws `import_refused` (currency_missing, currency_unknown).
 */
export function spliitCurrency(
  code: string | undefined,
  sign: string | undefined,
  options: ImportOptions,
): { readonly currency: ImportCurrency; readonly inferred: readonly InferenceCode[] } {
  const byCode = code === undefined ? undefined : findImportCurrency(code);
  if (byCode !== undefined)
    return { currency: byCode.currency, inferred: byCode.isBySymbol ? ['currency_by_symbol'] : [] };
  const bySign = sign === undefined || options.currency !== undefined ? undefined : findImportCurrency(sign);
  if (bySign !== undefined) return { currency: bySign.currency, inferred: ['currency_by_symbol'] };
  return { currency: currencyByCaller(options.currency, code || sign || ''), inferred: ['currency_by_caller'] };
}
