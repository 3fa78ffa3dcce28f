import type { ImportedItem, ImportedMember, ImportWarning, InferenceCode, MemberAmount } from '../imported-group.ts';
import type { BalanceLedger } from '../reading/balance-ledger.ts';
import type { CsvRecord } from '../reading/csv-reader.ts';
import type { DecimalMark } from '../reading/decimal-text.ts';
import {
  type ImportCurrency,
  readImportAmount,
  readImportCurrency,
  readImportDate,
  withoutFormulaGuard,
} from '../reading/import-fields.ts';
import { isTransfer, type RecoveredSplit, recoverSplit } from '../reading/recover-payers.ts';
import type { SourceIdOf } from '../reading/source-id.ts';
import { refuseImport } from '../refuse-import.ts';
import { fold, isPaymentCategory, namesInPaymentTitle, SPLITWISE_FIXED_COLUMNS } from './splitwise-words.ts';

export interface SplitwiseContext {
  readonly members: readonly ImportedMember[];
  readonly mark: DecimalMark;
  readonly warnings: ImportWarning[];
  readonly sourceIdOf: SourceIdOf;
  /** Takes the nets as they stand in the file, apart from what is recovered from them. */
  readonly computed: BalanceLedger;
}

/** Undefined for a message: a row without cost that moves nothing. */
export function readSplitwiseItem(record: CsvRecord, context: SplitwiseContext): ImportedItem | undefined {
  const { line } = record;
  const date = readImportDate(readCell(record, 0), line);
  const currency = readImportCurrency(readCell(record, 4), line);
  const nets = readNets(record, context, currency);
  const costMinor = readCost(record, context, currency, nets);
  assertZeroSum(nets, line);
  if (costMinor === 0n && nets.every((net) => net.amountMinor === 0n)) {
    context.warnings.push({ code: 'row_without_effect', line });
    return undefined;
  }
  const split = recoverSplit(costMinor, nets) ?? refuseNets(line);
  for (const net of nets) context.computed.add(currency.code, net.memberKey, net.amountMinor);
  const title = withoutFormulaGuard(readCell(record, 1));
  const category = withoutFormulaGuard(readCell(record, 2));
  return {
    sourceId: context.sourceIdOf([
      'splitwise',
      date,
      title,
      category,
      currency.code,
      `${costMinor}`,
      ...netTexts(nets),
    ]),
    line,
    ...kindOf(title, category, costMinor, split, context.members),
    date,
    title,
    ...(category === '' ? {} : { category }),
    currency: currency.code,
    totalMinor: costMinor,
    payers: split.payers,
    shares: split.shares,
    isDeleted: false,
  };
}

/** One net per member column; a blank cell is 0. */
export function readNets(
  record: CsvRecord,
  context: SplitwiseContext,
  currency: ImportCurrency,
): readonly MemberAmount[] {
  return context.members.map((member, index) => {
    const cell = readCell(record, SPLITWISE_FIXED_COLUMNS + index);
    const amountMinor = cell === '' ? 0n : readImportAmount(cell, currency, record.line, context.mark);
    return { memberKey: member.key, amountMinor };
  });
}

export function readCell(record: CsvRecord, column: number): string {
  return (record.cells[column] ?? '').trim();
}

function readCost(
  record: CsvRecord,
  context: SplitwiseContext,
  currency: ImportCurrency,
  nets: readonly MemberAmount[],
): bigint {
  const cell = readCell(record, 3);
  if (cell !== '') return readImportAmount(cell, currency, record.line, context.mark);
  if (nets.every((net) => net.amountMinor === 0n)) return 0n;
  return refuseImport('amount_missing', 'The row moves money but has no cost.', record.line);
}

function assertZeroSum(nets: readonly MemberAmount[], line: number): void {
  const sumMinor = nets.reduce((sum, net) => sum + net.amountMinor, 0n);
  if (sumMinor === 0n) return;
  const message = `The member columns sum to ${sumMinor} minor units instead of 0. The row is damaged or was edited.`;
  refuseImport('sum_not_zero', message, line, { sumMinor: `${sumMinor}` });
}

function refuseNets(line: number): never {
  return refuseImport('nets_exceed_cost', 'The members get back more than the cost of the row.', line);
}

// In order of the members' keys: a later export may have its columns in another order, or more of them.
function netTexts(nets: readonly MemberAmount[]): readonly string[] {
  const moved = nets.filter((net) => net.amountMinor !== 0n);
  return moved.map((net) => `${net.memberKey}=${net.amountMinor}`).sort();
}

// A category alone does not make a payment: one member gives the whole cost to one other, or it stays a bill.
function kindOf(
  title: string,
  category: string,
  costMinor: bigint,
  split: RecoveredSplit,
  members: readonly ImportedMember[],
): { readonly kind: ImportedItem['kind']; readonly inferred: readonly InferenceCode[] } {
  const isWhole = isTransfer(costMinor, split);
  if (isPaymentCategory(category)) {
    if (isWhole) return { kind: 'payment', inferred: [] };
    return { kind: 'bill', inferred: [...split.inferred, 'payment_kept_as_bill'] };
  }
  const names = isWhole ? namesInPaymentTitle(title) : undefined;
  const isTitled =
    names !== undefined &&
    names.payer === firstName(members, split.payers[0]?.memberKey) &&
    names.receiver === firstName(members, split.shares[0]?.memberKey);
  return isTitled ? { kind: 'payment', inferred: ['payment_by_title'] } : { kind: 'bill', inferred: split.inferred };
}

function firstName(members: readonly ImportedMember[], memberKey: string | undefined): string | undefined {
  const name = members.find((member) => member.key === memberKey)?.name;
  return name === undefined ? undefined : fold(name).split(/\s+/)[0];
}
