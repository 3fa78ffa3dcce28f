import type { ImportedItem, ImportedRecurrence, ImportWarning, InferenceCode } from '../imported-group.ts';
import type { BalanceLedger } from '../reading/balance-ledger.ts';
import { writeDecimal } from '../reading/decimal-text.ts';
import type { ImportCurrency } from '../reading/import-fields.ts';
import { isTransfer } from '../reading/recover-payers.ts';
import type { SourceIdOf } from '../reading/source-id.ts';
import { refuseImport } from '../refuse-import.ts';
import { readFloatAmount, splitByWeight, type WeightedMembers } from './weighted-bill.ts';

/** A bill of Cospend or I Hate Money as its row says it, before weights are known for everybody. */
export interface WeightedRow {
  readonly line: number;
  readonly date: string;
  readonly title: string;
  readonly amount: string;
  readonly currency: ImportCurrency;
  readonly payerKey: string;
  readonly owerKeys: readonly string[];
  readonly isPayment: boolean;
  readonly isDeleted: boolean;
  readonly category?: string;
  readonly notes?: string;
  readonly recurrence?: ImportedRecurrence;
  readonly inferred: readonly InferenceCode[];
}

export interface WeightedContext {
  readonly source: string;
  readonly members: WeightedMembers;
  readonly ledger: BalanceLedger;
  readonly sourceIdOf: SourceIdOf;
  readonly warnings: ImportWarning[];
}

/** Undefined for a bill of 0, which moves nothing. */
export function toWeightedItem(row: WeightedRow, context: WeightedContext): ImportedItem | undefined {
  const { line, payerKey } = row;
  if (row.owerKeys.length === 0) refuseImport('weights_sum_to_zero', 'The bill is for nobody.', line);
  const amount = readFloatAmount(row.amount, row.currency, line);
  const { totalMinor } = amount;
  if (totalMinor === 0n) {
    context.warnings.push({ code: 'row_without_effect', line });
    return undefined;
  }
  const owers = [...new Set(row.owerKeys)].map((memberKey) => ({
    memberKey,
    weight: context.members.weightOf(memberKey),
  }));
  const parts = [row.date, row.title, row.currency.code, `${totalMinor}`, payerKey, ...[...row.owerKeys].sort()];
  const sourceId = context.sourceIdOf([context.source, ...parts]);
  const { shares, inferred } = splitByWeight(totalMinor, owers, sourceId, line);
  const payers = [{ memberKey: payerKey, amountMinor: totalMinor }];
  const isPayment = row.isPayment && isTransfer(totalMinor, { payers, shares });
  if (!row.isDeleted) post(context.ledger, row, totalMinor, shares);
  return {
    sourceId,
    line,
    kind: isPayment ? 'payment' : 'bill',
    date: row.date,
    title: row.title,
    ...(row.category === undefined ? {} : { category: row.category }),
    ...(row.notes === undefined ? {} : { notes: row.notes }),
    currency: row.currency.code,
    totalMinor,
    payers,
    shares,
    splitMethod: {
      method: 'weight',
      weights: owers.map((ower) => ({ memberKey: ower.memberKey, weight: writeDecimal(ower.weight) })),
    },
    ...(row.recurrence === undefined ? {} : { recurrence: row.recurrence }),
    inferred: [
      ...row.inferred,
      ...amount.inferred,
      ...inferred,
      ...(row.isPayment && !isPayment ? (['payment_kept_as_bill'] as const) : []),
    ],
    isDeleted: row.isDeleted,
  };
}

/** One warning for the file when some members' weights are not in it. */
export function warnOfAssumedWeights(context: WeightedContext): void {
  if (context.members.list().some((member) => context.members.isWeightAssumed(member.key))) {
    context.warnings.push({ code: 'member_weight_assumed' });
  }
}

function post(
  ledger: BalanceLedger,
  row: WeightedRow,
  totalMinor: bigint,
  shares: readonly { readonly memberKey: string; readonly amountMinor: bigint }[],
): void {
  ledger.add(row.currency.code, row.payerKey, totalMinor);
  for (const share of shares) ledger.add(row.currency.code, share.memberKey, -share.amountMinor);
}
