import {
  AppError,
  computeShares,
  convert,
  exponentOf,
  fromWire,
  membersOf,
  parseLocalDate,
  type RoundingAccount,
  requireSum,
  type Split,
  toWire,
} from '@shared-payments/domain';
import type { Group } from '../groups/group.ts';
import { requireMembers } from '../groups/rights.ts';
import type { Bill, BillPayer, BillShare, OriginalAmount } from './bill.ts';

/** What a person says of a bill; the server computes the rest. */
export interface BillInput {
  readonly title: string;
  readonly date: string;
  readonly dueOn?: string | null;
  readonly category?: string | null;
  readonly notes?: string | null;
  readonly currency: string;
  /** Left out when `original` is given: then it follows from amount and rate. */
  readonly totalMinor?: number;
  readonly original?: OriginalAmount | null;
  readonly payers: readonly BillPayer[];
  readonly split: Split;
}

export type BillFacts = Pick<
  Bill,
  'title' | 'date' | 'dueOn' | 'category' | 'notes' | 'currency' | 'totalMinor' | 'original' | 'payers' | 'split'
>;

/**
 * The facts of a bill, checked. With an `original`, amounts of payers may be in its currency sum as well: they are the bill's.
 * Errors: `invalid_input`, `unknown_currency`, `shares_mismatch`, `not_a_member`, `amount_out_of_range`.
 */
export function billFacts(group: Group, input: BillInput): BillFacts {
  exponentOf(input.currency);
  const original = input.original ?? null;
  const totalMinor = totalOf(input, original);
  if (totalMinor === 0n) throw new AppError('invalid_input', 'A bill of 0 shares nothing: enter an amount.');
  requireMembers(group, [...membersOf(input.split), ...input.payers.map(({ memberId }) => memberId)]);
  if (new Set(input.payers.map(({ memberId }) => memberId)).size < input.payers.length) {
    throw new AppError('invalid_input', 'Somebody is named twice among the payers.');
  }
  requireSum(
    totalMinor,
    input.payers.reduce((sum, { amountMinor }) => sum + fromWire(amountMinor), 0n),
    'What was paid',
  );
  return {
    title: input.title,
    date: parseLocalDate(input.date),
    dueOn: input.dueOn == null ? null : parseLocalDate(input.dueOn),
    category: input.category ?? null,
    notes: input.notes ?? null,
    currency: input.currency,
    totalMinor: toWire(totalMinor),
    original,
    payers: input.payers,
    split: input.split,
  };
}

/** Shares as they are stored, and the rounding account after them. Errors: those of the split. */
export function chargedShares(facts: Pick<BillFacts, 'totalMinor' | 'split'>, account: RoundingAccount) {
  const result = computeShares(fromWire(facts.totalMinor), facts.split, account);
  const shares = result.shares.map(
    ({ memberId, amountMinor, exact, roundingMinor }): BillShare => ({
      memberId,
      amountMinor: toWire(amountMinor),
      exact: { numerator: exact.numerator.toString(), denominator: exact.denominator.toString() },
      roundingMinor: Number(roundingMinor),
    }),
  );
  return { shares, account: result.account };
}

/** Shares from the bill back as the domain counts with them. */
export function domainShares(shares: readonly BillShare[]) {
  return shares.map(({ memberId, amountMinor, exact }) => ({
    memberId,
    amountMinor: fromWire(amountMinor),
    exact: { numerator: BigInt(exact.numerator), denominator: BigInt(exact.denominator) },
  }));
}

function totalOf(input: BillInput, original: OriginalAmount | null): bigint {
  if (original === null) {
    if (input.totalMinor === undefined)
      throw new AppError('invalid_input', 'Say the total of the bill in `totalMinor`.');
    return fromWire(input.totalMinor);
  }
  const money = { amountMinor: fromWire(original.amountMinor), currency: original.currency };
  const converted = convert(money, original.rate, input.currency).amountMinor;
  if (input.totalMinor !== undefined)
    requireSum(converted, fromWire(input.totalMinor), 'The total and the converted amount');
  return converted;
}
