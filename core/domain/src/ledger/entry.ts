import type { LocalDate } from '../calendar/local-date.ts';
import { AppError } from '../errors.ts';
import { fromWire, toWire } from '../money/money.ts';

/** One side of an entry. Plus: the member is owed more; minus: the member owes more. Minor units. */
export interface EntryLine {
  /** `member:<id>`, or an account of the gateway. */
  readonly account: string;
  readonly amountMinor: number;
}

/** What an entry was posted for: a bill or payment at one of its versions. */
export interface Cause {
  readonly kind: 'bill' | 'payment';
  readonly id: string;
  readonly version: number;
}

/** A balanced posting. Append-only: an edit reverses it and posts another. */
export interface Posting {
  readonly date: LocalDate;
  readonly currency: string;
  readonly lines: readonly EntryLine[];
  readonly cause: Cause;
  /** The id of the entry this one takes back. */
  readonly reversalOf: string | null;
}

export interface PaidAndShared {
  readonly payers: readonly { readonly memberId: string; readonly amountMinor: number }[];
  readonly shares: readonly { readonly memberId: string; readonly amountMinor: number }[];
}

export const memberAccount = (memberId: string): string => `member:${memberId}`;

/** One line for each member: what they paid less their share. Lines of 0 are kept: they are why the member sees the bill. */
export function billLines({ payers, shares }: PaidAndShared): readonly EntryLine[] {
  const nets = new Map<string, bigint>();
  const add = (memberId: string, amount: bigint) => nets.set(memberId, (nets.get(memberId) ?? 0n) + amount);
  for (const { memberId, amountMinor } of payers) add(memberId, fromWire(amountMinor));
  for (const { memberId, amountMinor } of shares) add(memberId, -fromWire(amountMinor));
  return [...nets]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([memberId, net]) => ({ account: memberAccount(memberId), amountMinor: toWire(net) }));
}

export function paymentLines(from: string, to: string, amountMinor: number): readonly EntryLine[] {
  return [
    { account: memberAccount(from), amountMinor },
    { account: memberAccount(to), amountMinor: -amountMinor },
  ];
}

export function reversedLines(lines: readonly EntryLine[]): readonly EntryLine[] {
  return lines.map(({ account, amountMinor }) => ({ account, amountMinor: amountMinor === 0 ? 0 : -amountMinor }));
}

/** Errors: `shares_mismatch` when the lines do not sum to 0: nothing unbalanced is ever posted. */
export function assertBalanced(lines: readonly EntryLine[]): void {
  const sum = lines.reduce((total, { amountMinor }) => total + fromWire(amountMinor), 0n);
  if (sum !== 0n) {
    throw new AppError('shares_mismatch', 'What was paid and what is shared are not the same amount.', {
      differenceMinor: Number(sum),
    });
  }
}
