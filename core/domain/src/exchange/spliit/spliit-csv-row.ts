import type {
  ImportedItem,
  ImportedMember,
  ImportedSplit,
  ImportOptions,
  ImportWarning,
  InferenceCode,
  MemberAmount,
} from '../imported-group.ts';
import { apportion } from '../reading/apportion.ts';
import type { BalanceLedger } from '../reading/balance-ledger.ts';
import type { CsvRecord } from '../reading/csv-reader.ts';
import { type DecimalMark, readDecimal, toMinorRounded } from '../reading/decimal-text.ts';
import {
  findImportCurrency,
  type ImportCurrency,
  quote,
  readImportAmount,
  readImportDate,
  withoutFormulaGuard,
} from '../reading/import-fields.ts';
import { isTransfer, type RecoveredSplit, recoverSplit } from '../reading/recover-payers.ts';
import type { SourceIdOf } from '../reading/source-id.ts';
import { refuseImport } from '../refuse-import.ts';
import { spliitCurrency } from './spliit-currency.ts';
import { findSpliitOriginal } from './spliit-original.ts';

export interface SpliitCsvLayout {
  readonly isPayment: number;
  readonly splitMode: number;
  readonly firstMember: number;
}

export interface SpliitCsvContext {
  readonly layout: SpliitCsvLayout;
  readonly members: readonly ImportedMember[];
  readonly ledger: BalanceLedger;
  readonly mark: DecimalMark;
  readonly options: ImportOptions;
  readonly warnings: ImportWarning[];
  readonly sourceIdOf: SourceIdOf;
}

/** Undefined for a row of 0, which moves nothing. */
export function readSpliitRow(record: CsvRecord, context: SpliitCsvContext): ImportedItem | undefined {
  const { line } = record;
  const cell = (column: number) => (record.cells[column] ?? '').trim();
  const date = readImportDate(cell(0), line);
  const { currency, inferred } = spliitCurrency(cell(3), undefined, context.options);
  const totalMinor = readImportAmount(cell(4), currency, line, context.mark);
  if (totalMinor === 0n) {
    context.warnings.push({ code: 'row_without_effect', line });
    return undefined;
  }
  const signed = readSignedShares(record, currency, context);
  const splitLabel = cell(context.layout.splitMode);
  const split = splitOfCells(signed, totalMinor, isEvenly(splitLabel), line);
  for (const payer of split.payers) context.ledger.add(currency.code, payer.memberKey, payer.amountMinor);
  for (const share of split.shares) context.ledger.add(currency.code, share.memberKey, -share.amountMinor);
  const original = findSpliitOriginal(totalMinor, currency, originalOf(cell, currency, context));
  const kind = kindOf(cell(context.layout.isPayment), totalMinor, split);
  const title = withoutFormulaGuard(cell(1));
  const category = withoutFormulaGuard(cell(2));
  const moved = signed.filter((share) => share.amountMinor !== 0n);
  const cells = moved.map((share) => `${share.memberKey}=${share.amountMinor}`).sort();
  return {
    sourceId: context.sourceIdOf(['spliit-csv', date, title, category, currency.code, `${totalMinor}`, ...cells]),
    line,
    kind: kind.kind,
    date,
    title,
    ...(category === '' ? {} : { category }),
    currency: currency.code,
    totalMinor,
    payers: split.payers,
    shares: split.shares,
    ...splitOf(splitLabel),
    ...(original.original === undefined ? {} : { original: original.original }),
    inferred: [...inferred, ...split.inferred, ...kind.inferred, ...original.inferred],
    isDeleted: false,
  };
}

// Cells were written from floats, so a long one is rounded; the sum is checked against the cost afterwards.
function readSignedShares(
  record: CsvRecord,
  currency: ImportCurrency,
  context: SpliitCsvContext,
): readonly MemberAmount[] {
  return context.members.map((member, index) => {
    const text = (record.cells[context.layout.firstMember + index] ?? '').trim();
    const decimal = text === '' ? readDecimal('0') : readDecimal(text, context.mark);
    if (decimal === null) {
      return refuseImport('amount_unreadable', 'A share is not a plain number.', record.line, { amount: quote(text) });
    }
    return { memberKey: member.key, amountMinor: toMinorRounded(decimal, currency.exponent) };
  });
}

// Spliit writes shares with the sign of the payer. A fork of it writes nets under the same header: those sum to zero, and
// where shares do too (the payer owes half) both readings are the same.
function splitOfCells(
  signed: readonly MemberAmount[],
  totalMinor: bigint,
  isEven: boolean,
  line: number,
): RecoveredSplit {
  const sumMinor = signed.reduce((sum, share) => sum + share.amountMinor, 0n);
  const missingMinor = magnitude(totalMinor) - sizesOf(signed).reduce((sum, size) => sum + size, 0n);
  if (sumMinor === 0n && missingMinor !== 0n) {
    const recovered = recoverSplit(totalMinor, signed);
    if (recovered !== null) return recovered;
  }
  const payer = findPayer(signed, totalMinor, line);
  const shares = completeShares(signed, totalMinor, missingMinor, line);
  const payers = [{ memberKey: payer.memberKey, amountMinor: totalMinor }];
  if (isEven && !areEven(shares)) {
    return { payers, shares: evenShares(shares, totalMinor), inferred: [...payer.inferred, 'shares_even_by_label'] };
  }
  return {
    payers,
    shares,
    inferred: [...payer.inferred, ...(missingMinor === 0n ? [] : (['shares_completed'] as const))],
  };
}

function findPayer(
  signed: readonly MemberAmount[],
  totalMinor: bigint,
  line: number,
): { readonly memberKey: string; readonly inferred: readonly InferenceCode[] } {
  const isPositive = totalMinor > 0n;
  const payers = signed.filter((share) => (isPositive ? share.amountMinor > 0n : share.amountMinor < 0n));
  const absent = signed.filter((share) => share.amountMinor === 0n);
  const [payer, ...others] = payers.length > 0 ? payers : absent;
  if (payer !== undefined && others.length === 0) {
    return { memberKey: payer.memberKey, inferred: payers.length > 0 ? [] : ['payer_without_share'] };
  }
  const message = 'The row does not say who paid. Export the group as JSON and import that.';
  return refuseImport('payer_unknown', message, line, {
    candidates: payers.length > 0 ? payers.length : absent.length,
  });
}

// Before August 2026 shares were rounded one by one and could miss the cost by up to a unit each.
function completeShares(
  signed: readonly MemberAmount[],
  totalMinor: bigint,
  missingMinor: bigint,
  line: number,
): readonly MemberAmount[] {
  const open = signed.filter((share) => share.amountMinor !== 0n);
  if (open.length === 0 || magnitude(missingMinor) > BigInt(open.length)) {
    const message = `The shares differ from the cost by ${missingMinor} minor units.`;
    refuseImport('shares_do_not_sum', message, line, { differenceMinor: `${missingMinor}` });
  }
  const sign = totalMinor > 0n ? 1n : -1n;
  const sizes = sizesOf(open);
  const parts = missingMinor === 0n ? sizes : apportion(magnitude(totalMinor), sizes);
  const shares = open.map((share, index) => ({ memberKey: share.memberKey, amountMinor: (parts[index] ?? 0n) * sign }));
  return shares.filter((share) => share.amountMinor !== 0n);
}

// Before August 2026 the export put leftover weights into the cells of even splits, while Spliit's balances were even.
function evenShares(shares: readonly MemberAmount[], totalMinor: bigint): readonly MemberAmount[] {
  const parts = apportion(
    totalMinor,
    shares.map(() => 1n),
  );
  return shares.map((share, index) => ({ memberKey: share.memberKey, amountMinor: parts[index] ?? 0n }));
}

function areEven(shares: readonly MemberAmount[]): boolean {
  const sizes = [...sizesOf(shares)].sort((left, right) => Number(left - right));
  return (sizes.at(-1) ?? 0n) - (sizes[0] ?? 0n) <= 1n;
}

function isEvenly(label: string): boolean {
  return label.toLowerCase() === 'evenly';
}

function sizesOf(signed: readonly MemberAmount[]): readonly bigint[] {
  return signed.map((share) => magnitude(share.amountMinor));
}

function magnitude(amountMinor: bigint): bigint {
  return amountMinor < 0n ? -amountMinor : amountMinor;
}

function originalOf(
  cell: (column: number) => string,
  currency: ImportCurrency,
  context: SpliitCsvContext,
): { readonly amount: bigint | undefined; readonly currency: string; readonly rate: string | undefined } {
  const decimal = readDecimal(cell(5), context.mark);
  const code = cell(6);
  const found = code === '' ? currency : findImportCurrency(code)?.currency;
  const amount = decimal === null || found === undefined ? undefined : toMinorRounded(decimal, found.exponent);
  return { amount, currency: code, rate: cell(7) === '' ? undefined : cell(7) };
}

function kindOf(
  flag: string,
  totalMinor: bigint,
  split: RecoveredSplit,
): { readonly kind: ImportedItem['kind']; readonly inferred: readonly InferenceCode[] } {
  if (flag.toLowerCase() !== 'yes') return { kind: 'bill', inferred: [] };
  return isTransfer(totalMinor, split)
    ? { kind: 'payment', inferred: [] }
    : { kind: 'bill', inferred: ['payment_kept_as_bill'] };
}

function splitOf(label: string): { readonly splitMethod?: ImportedSplit } {
  const text = label.toLowerCase();
  if (isEvenly(text)) return { splitMethod: { method: 'equal' } };
  if (text.includes('percentage')) return { splitMethod: { method: 'percentage' } };
  if (text.includes('shares')) return { splitMethod: { method: 'weight' } };
  return text.includes('amount') ? { splitMethod: { method: 'exact' } } : {};
}
