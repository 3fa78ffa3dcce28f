import type { ImportedGroup, ImportWarning, InferenceCode } from './imported-group.ts';
import { ledgerOfItems } from './reading/balance-ledger.ts';

export interface ImportProofRow {
  readonly currency: string;
  readonly memberKey: string;
  readonly memberName: string;
  /** Minor units; positive is owed to the member. */
  readonly sourceMinor: bigint;
  readonly oursMinor: bigint;
  readonly differenceMinor: bigint;
}

export interface ImportInference {
  readonly code: InferenceCode;
  readonly count: number;
  /** The first lines it happened on. */
  readonly lines: readonly number[];
}

export interface ImportProof {
  /** Every difference is 0, every item's payers and shares sum to its total, every currency sums to 0. */
  readonly isProven: boolean;
  readonly rows: readonly ImportProofRow[];
  readonly sourceBalanceOrigin: ImportedGroup['sourceBalanceOrigin'];
  readonly inferred: readonly ImportInference[];
  readonly warnings: readonly ImportWarning[];
  readonly billCount: number;
  readonly paymentCount: number;
  readonly deletedCount: number;
}

const MAX_LINES_PER_INFERENCE = 20;

/** The source's balances against those of the items as they would be imported. It reads nothing but `imported`. */
export function proveImport(imported: ImportedGroup): ImportProof {
  const ours = ledgerOfItems(imported.items);
  const currencies = [...new Set([...Object.keys(imported.sourceBalances), ...ours.currencies()])].sort();
  const rows = currencies.flatMap((currency) =>
    imported.members.map((member) => {
      const sourceMinor = imported.sourceBalances[currency]?.[member.key] ?? 0n;
      const oursMinor = ours.balanceOf(currency, member.key);
      const differenceMinor = oursMinor - sourceMinor;
      return { currency, memberKey: member.key, memberName: member.name, sourceMinor, oursMinor, differenceMinor };
    }),
  );
  const kept = imported.items.filter((item) => !item.isDeleted);
  return {
    isProven: rows.every((row) => row.differenceMinor === 0n) && isBalanced(imported) && sumsToZero(rows),
    rows,
    sourceBalanceOrigin: imported.sourceBalanceOrigin,
    inferred: countInferences(imported),
    warnings: imported.warnings,
    billCount: kept.filter((item) => item.kind === 'bill').length,
    paymentCount: kept.filter((item) => item.kind === 'payment').length,
    deletedCount: imported.items.length - kept.length,
  };
}

function isBalanced(imported: ImportedGroup): boolean {
  const keys = new Set(imported.members.map((member) => member.key));
  return imported.items.every((item) =>
    [item.payers, item.shares].every(
      (amounts) =>
        amounts.reduce((sum, amount) => sum + amount.amountMinor, 0n) === item.totalMinor &&
        amounts.every((amount) => keys.has(amount.memberKey)),
    ),
  );
}

function sumsToZero(rows: readonly ImportProofRow[]): boolean {
  const sums = new Map<string, bigint>();
  for (const row of rows) sums.set(row.currency, (sums.get(row.currency) ?? 0n) + row.oursMinor);
  return [...sums.values()].every((sum) => sum === 0n);
}

function countInferences(imported: ImportedGroup): readonly ImportInference[] {
  const found = new Map<InferenceCode, { count: number; lines: number[] }>();
  for (const item of imported.items) {
    for (const code of item.inferred) {
      const entry = found.get(code) ?? { count: 0, lines: [] };
      found.set(code, entry);
      entry.count += 1;
      if (item.line !== undefined && entry.lines.length < MAX_LINES_PER_INFERENCE) entry.lines.push(item.line);
    }
  }
  return [...found].map(([code, entry]) => ({ code, ...entry }));
}
