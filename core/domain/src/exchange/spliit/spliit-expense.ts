import type {
  ImportedItem,
  ImportedRecurrence,
  ImportedSplit,
  ImportWarning,
  InferenceCode,
  MemberAmount,
} from '../imported-group.ts';
import type { BalanceLedger } from '../reading/balance-ledger.ts';
import { readDecimal, toMinorRounded, writeDecimal } from '../reading/decimal-text.ts';
import { type ImportCurrency, readImportDate, requireAmountInRange } from '../reading/import-fields.ts';
import {
  fieldOf,
  findNumberText,
  findText,
  isJsonRecord,
  type JsonRecord,
  requireInteger,
  requireList,
  requireRecord,
  requireText,
} from '../reading/json-fields.ts';
import { assertMemberCount } from '../reading/member-columns.ts';
import { isTransfer } from '../reading/recover-payers.ts';
import type { SourceIdOf } from '../reading/source-id.ts';
import { refuseImport } from '../refuse-import.ts';
import { findSpliitOriginal } from './spliit-original.ts';
import { type SpliitSplitMode, type SpliitWeight, splitAsSpliit } from './spliit-shares.ts';

export interface SpliitContext {
  readonly currency: ImportCurrency;
  readonly inferred: readonly InferenceCode[];
  readonly ledger: BalanceLedger;
  readonly sourceIdOf: SourceIdOf;
  readonly memberKeys: ReadonlySet<string>;
  readonly warnings: ImportWarning[];
}

const SPLIT_MODES: readonly SpliitSplitMode[] = ['EVENLY', 'BY_SHARES', 'BY_PERCENTAGE', 'BY_AMOUNT'];
const FREQUENCIES: ReadonlyMap<string, ImportedRecurrence['frequency']> = new Map([
  ['DAILY', 'daily'],
  ['WEEKLY', 'weekly'],
  ['MONTHLY', 'monthly'],
]);
const HUNDREDTHS = 2;

/** Undefined for an expense of 0, which moves nothing. */
export function readSpliitExpense(expense: JsonRecord, line: number, context: SpliitContext): ImportedItem | undefined {
  const totalMinor = requireAmountInRange(requireInteger(expense, 'amount', line), line);
  const mode = readSplitMode(expense, line);
  const paidFor = readPaidFor(expense, mode, line, context);
  const payerKey = requireMember(requireText(expense, 'paidById', line), line, context);
  const shares = sharesOf(totalMinor, mode, paidFor, findText(expense, 'id', line), line);
  if (totalMinor === 0n) {
    context.warnings.push({ code: 'row_without_effect', line });
    return undefined;
  }
  context.ledger.add(context.currency.code, payerKey, totalMinor);
  for (const share of shares) context.ledger.add(context.currency.code, share.memberKey, -share.amountMinor);
  const original = findSpliitOriginal(totalMinor, context.currency, {
    amount: wholeNumber(findNumberText(expense, 'originalAmount', line)),
    currency: findText(expense, 'originalCurrency', line),
    rate: findNumberText(expense, 'conversionRate', line),
  });
  const kind = kindOf(expense, totalMinor, payerKey, shares);
  return {
    ...textsOf(expense, line, context, [`${totalMinor}`, payerKey]),
    line,
    kind: kind.kind,
    currency: context.currency.code,
    totalMinor,
    payers: [{ memberKey: payerKey, amountMinor: totalMinor }],
    shares: shares.filter((share) => share.amountMinor !== 0n),
    splitMethod: splitOf(mode, paidFor, context),
    ...(original.original === undefined ? {} : { original: original.original }),
    ...recurrenceOf(expense, line),
    inferred: [...context.inferred, ...kind.inferred, ...original.inferred],
    isDeleted: false,
  };
}

function textsOf(
  expense: JsonRecord,
  line: number,
  context: SpliitContext,
  parts: readonly string[],
): Pick<ImportedItem, 'sourceId' | 'date' | 'title' | 'category' | 'notes'> {
  const date = readImportDate(requireText(expense, 'expenseDate', line), line);
  const title = requireText(expense, 'title', line).trim();
  const id = findText(expense, 'id', line);
  const createdAt = findText(expense, 'createdAt', line) ?? '';
  const grouping = fieldOf(expense, 'category');
  const category = isJsonRecord(grouping) ? findText(grouping, 'name', line)?.trim() : undefined;
  const notes = findText(expense, 'notes', line)?.trim();
  return {
    sourceId: context.sourceIdOf(id === undefined ? ['spliit', createdAt, date, title, ...parts] : ['spliit', id]),
    date,
    title,
    ...(category === undefined || category === '' ? {} : { category }),
    ...(notes === undefined || notes === '' ? {} : { notes }),
  };
}

function readSplitMode(expense: JsonRecord, line: number): SpliitSplitMode {
  const text = findText(expense, 'splitMode', line) ?? 'EVENLY';
  const mode = SPLIT_MODES.find((known) => known === text);
  return mode ?? refuseImport('json_wrong_shape', 'The split mode is unknown.', line, { field: 'splitMode' });
}

function readPaidFor(
  expense: JsonRecord,
  mode: SpliitSplitMode,
  line: number,
  context: SpliitContext,
): readonly SpliitWeight[] {
  const seen = new Set<string>();
  const list = requireList(expense, 'paidFor', line);
  assertMemberCount(list.length, line);
  const paidFor = list.map((entry) => {
    const record = requireRecord(entry, 'a share', line);
    const participantId = requireMember(requireText(record, 'participantId', line), line, context);
    if (seen.has(participantId)) refuseImport('member_repeated', 'A participant has two shares in one expense.', line);
    seen.add(participantId);
    return { participantId, shares: requireInteger(record, 'shares', line) };
  });
  if (paidFor.length === 0) refuseImport('weights_sum_to_zero', 'The expense is for nobody.', line);
  if (mode === 'EVENLY' && paidFor.some((part) => part.shares !== paidFor[0]?.shares)) {
    context.warnings.push({ code: 'split_weights_ignored', line });
  }
  return paidFor;
}

function requireMember(id: string, line: number, context: SpliitContext): string {
  const key = `id:${id}`;
  return context.memberKeys.has(key)
    ? key
    : refuseImport('member_unknown', 'The expense names an unknown participant.', line);
}

function sharesOf(
  totalMinor: bigint,
  mode: SpliitSplitMode,
  paidFor: readonly SpliitWeight[],
  id: string | undefined,
  line: number,
): readonly MemberAmount[] {
  const shares = splitAsSpliit(totalMinor, mode, paidFor, id);
  return shares ?? refuseImport('weights_sum_to_zero', 'The shares of the expense cannot be divided by.', line);
}

function kindOf(
  expense: JsonRecord,
  totalMinor: bigint,
  payerKey: string,
  shares: readonly MemberAmount[],
): { readonly kind: ImportedItem['kind']; readonly inferred: readonly InferenceCode[] } {
  if (fieldOf(expense, 'isReimbursement') !== true) return { kind: 'bill', inferred: [] };
  const split = { payers: [{ memberKey: payerKey, amountMinor: totalMinor }], shares };
  return isTransfer(totalMinor, split)
    ? { kind: 'payment', inferred: [] }
    : { kind: 'bill', inferred: ['payment_kept_as_bill'] };
}

function splitOf(mode: SpliitSplitMode, paidFor: readonly SpliitWeight[], context: SpliitContext): ImportedSplit {
  const decimals = mode === 'BY_AMOUNT' ? context.currency.exponent : HUNDREDTHS;
  const weights = paidFor.map((part) => ({
    memberKey: part.participantId,
    weight: writeDecimal({ units: part.shares, scale: decimals }),
  }));
  if (mode === 'EVENLY') return { method: 'equal' };
  return { method: mode === 'BY_SHARES' ? 'weight' : mode === 'BY_PERCENTAGE' ? 'percentage' : 'exact', weights };
}

function recurrenceOf(expense: JsonRecord, line: number): { readonly recurrence?: ImportedRecurrence } {
  const frequency = FREQUENCIES.get(findText(expense, 'recurrenceRule', line) ?? '');
  return frequency === undefined ? {} : { recurrence: { frequency, interval: 1 } };
}

// Before August 2026 the field could hold '12.5'; what matters then is found through the rate.
function wholeNumber(text: string | undefined): bigint | undefined {
  const decimal = text === undefined ? null : readDecimal(text);
  return decimal === null ? undefined : toMinorRounded(decimal, 0);
}
