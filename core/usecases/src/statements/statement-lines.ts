import { fromWire, memberAccount, toWire } from '@shared-payments/domain';
import { type AccountLine, billLine, paymentLine } from '../balances/account-lines.ts';
import type { Bill } from '../bills/bill.ts';
import type { Member } from '../groups/group.ts';
import { type Entry, ownDate } from '../ledger/collections.ts';
import type { Payment } from '../payments/payment.ts';
import type { StatementCurrency, StatementLine } from './closing.ts';
import type { MonthBook } from './month-book.ts';

export type Names = ReadonlyMap<string, string>;

export const namesOf = (members: readonly Member[]): Names => new Map(members.map(({ id, name }) => [id, name]));

/**
 * One member's month by currency. Amounts come from the entries alone, so opening and lines always make closing; bills and
 * payments say what the lines are about.
 */
export function statementCurrencies(
  book: MonthBook,
  memberId: string,
  names: Names,
  opening: ReadonlyMap<string, ReadonlyMap<string, bigint>>,
  ownCurrency: string,
): readonly StatementCurrency[] {
  const lines = statementLines(book, memberId, names);
  const opened = [...opening].filter(([, members]) => members.has(memberId)).map(([currency]) => currency);
  const others = [...opened, ...lines.map(({ currency }) => currency)].filter((one) => one !== ownCurrency).sort();
  return [...new Set([ownCurrency, ...others])].map((currency) => {
    const own = lines.filter((line) => line.currency === currency);
    const openingMinor = opening.get(currency)?.get(memberId) ?? 0n;
    const closing = own.reduce((sum, { netMinor }) => sum + fromWire(netMinor), openingMinor);
    return { currency, openingMinor: toWire(openingMinor), lines: own, closingMinor: toWire(closing) };
  });
}

function statementLines(book: MonthBook, memberId: string, names: Names): readonly StatementLine[] {
  const lines: StatementLine[] = [];
  const corrected = new Map<string, Entry[]>();
  for (const entry of book.entries) {
    if (netOf(entry, memberId) === undefined) continue;
    if (entry.reversalOf === null && entry.bookedFor === undefined) {
      lines.push(plainLine(book, entry, memberId, names));
      continue;
    }
    const key = `${entry.cause.kind} ${entry.cause.id} ${entry.currency}`;
    corrected.set(key, [...(corrected.get(key) ?? []), entry]);
  }
  for (const parts of corrected.values()) lines.push(correctionLine(book, parts, memberId, names));
  return lines.toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

const sortKey = ({ correction, date, id }: StatementLine) => `${correction?.bookedOn ?? date}|${date}|${id}`;

/** What an entry does to a member's balance; undefined when the member has no part in it. */
export function netOf({ lines }: Entry, memberId: string): number | undefined {
  const account = memberAccount(memberId);
  const own = lines.filter((line) => line.account === account);
  return own.length === 0 ? undefined : toWire(own.reduce((sum, line) => sum + fromWire(line.amountMinor), 0n));
}

function plainLine(book: MonthBook, entry: Entry, memberId: string, names: Names): StatementLine {
  const netMinor = netOf(entry, memberId) ?? 0;
  return { ...describedLine(book, entry, memberId), netMinor, ...sidesOf(book, entry, memberId, names) };
}

/** All that became of one bill or payment of a closed month. */
function correctionLine(book: MonthBook, parts: readonly Entry[], memberId: string, names: Names): StatementLine {
  const sumOf = (some: readonly Entry[]) => some.reduce((sum, one) => sum + fromWire(netOf(one, memberId) ?? 0), 0n);
  const before = -sumOf(parts.filter(({ reversalOf }) => reversalOf !== null));
  const after = sumOf(parts.filter(({ reversalOf }) => reversalOf === null));
  const [first] = parts;
  const last = parts.findLast(({ reversalOf }) => reversalOf === null) ?? first;
  if (!first || !last) throw new Error('A correction line needs an entry.');
  return {
    ...describedLine(book, last, memberId),
    netMinor: toWire(after - before),
    ...sidesOf(book, last, memberId, names),
    correction: { bookedOn: first.date, beforeMinor: toWire(before), afterMinor: toWire(after) },
  };
}

function describedLine(book: MonthBook, entry: Entry, memberId: string): AccountLine {
  const bill = book.bills.get(entry.id);
  const payment = book.payments.get(entry.id);
  const known = (bill && billLine(bill, memberId)) ?? (payment && paymentLine(payment, memberId));
  const net = entry.reversalOf === null ? (netOf(entry, memberId) ?? 0) : 0;
  const cause = book.causes.get(entry.cause.id);
  const described = known ?? {
    kind: entry.cause.kind,
    id: entry.cause.id,
    title: titleOf(cause),
    currency: entry.currency,
    totalMinor: Math.abs(net),
    paidMinor: Math.max(net, 0),
    shareMinor: Math.max(-net, 0),
    netMinor: net,
    rule: ruleOf(cause),
    exact: null,
    roundingMinor: 0,
  };
  return { ...described, date: ownDate(entry) };
}

function titleOf(cause: Bill | Payment | undefined): string {
  if (!cause) return '';
  return 'title' in cause ? cause.title : (cause.notes ?? '');
}

function ruleOf(cause: Bill | Payment | undefined): string {
  if (!cause) return 'other';
  return 'split' in cause ? cause.split.method : cause.method;
}

function sidesOf(
  book: MonthBook,
  entry: Entry,
  memberId: string,
  names: Names,
): Pick<StatementLine, 'counterpart' | 'correction'> {
  const payment = book.payments.get(entry.id) ?? book.causes.get(entry.cause.id);
  if (!payment || !('from' in payment)) return { counterpart: null, correction: null };
  const other = payment.from === memberId ? payment.to : payment.from;
  return { counterpart: { memberId: other, name: names.get(other) ?? '' }, correction: null };
}
