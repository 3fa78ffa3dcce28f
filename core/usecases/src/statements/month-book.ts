import { AppError, endOfMonth, parseLocalDate } from '@shared-payments/domain';
import { everyDocument } from '../balances/every-document.ts';
import { type Bill, bills } from '../bills/bill.ts';
import { groupPartition } from '../groups/rights.ts';
import { type Entry, entries, months } from '../ledger/collections.ts';
import { type Payment, payments } from '../payments/payment.ts';
import type { Reader } from '../ports/store.ts';

/** What was posted in one month, without what was taken back in it, and what it was posted for. */
export interface MonthBook {
  readonly entries: readonly Entry[];
  /** By entry id: the bill or payment that counts by this entry now; an entry taken back later has none. */
  readonly bills: ReadonlyMap<string, Bill>;
  readonly payments: ReadonlyMap<string, Payment>;
  /** By cause: the bill or payment as it stands, for titles. */
  readonly causes: ReadonlyMap<string, Bill | Payment>;
}

type Reads = Pick<Reader, 'get' | 'list' | 'find'>;

const ENTRIES_MAX = 20_000;
const GIVEN_BACK_MAX = 200;

/** Errors: `invalid_input` for a month of no calendar, `too_large` beyond 20,000 entries. */
export async function readMonth(reader: Reads, groupId: string, month: string): Promise<MonthBook> {
  const first = parseLocalDate(`${month}-01`);
  const posted: Entry[] = [];
  const [partition, last] = [groupPartition(groupId), `${endOfMonth(first)}|~`];
  for await (const entry of everyDocument(reader, entries, partition, 'byDate', last, first)) {
    if (posted.length === ENTRIES_MAX)
      throw new AppError('too_large', `A statement is of at most ${ENTRIES_MAX} entries: export the group instead.`);
    posted.push(entry);
  }
  return withCauses(reader, groupId, withoutPairs(posted));
}

/** An entry and its reversal among them say nothing together. */
export function withoutPairs(posted: readonly Entry[]): readonly Entry[] {
  const ids = new Set(posted.map(({ id }) => id));
  const gone = new Set<string>();
  for (const { id, reversalOf } of posted) {
    if (reversalOf !== null && ids.has(reversalOf)) gone.add(id).add(reversalOf);
  }
  return posted.filter(({ id }) => !gone.has(id));
}

async function withCauses(reader: Reads, groupId: string, kept: readonly Entry[]): Promise<MonthBook> {
  const partition = groupPartition(groupId);
  const book = { bills: new Map<string, Bill>(), payments: new Map<string, Payment>() };
  const causes = new Map<string, Bill | Payment>();
  for (const { cause } of kept) {
    if (causes.has(cause.id)) continue;
    if (cause.kind === 'bill') {
      const bill = await reader.get(bills, partition, cause.id);
      if (bill) causes.set(cause.id, bill);
      if (bill?.entryId) book.bills.set(bill.entryId, bill);
      continue;
    }
    const payment = await reader.get(payments, partition, cause.id);
    if (payment) causes.set(cause.id, payment);
    // A refund is posted for the payment it gives back, and is a payment of its own.
    const range = { index: 'byOrigin', prefix: `${cause.id}|`, limit: GIVEN_BACK_MAX };
    const back = payment?.course ? await reader.list(payments, partition, range) : [];
    for (const one of [payment, ...back.map(({ document }) => document)]) {
      if (one?.entryId) book.payments.set(one.entryId, one);
    }
  }
  return { entries: kept, causes, ...book };
}

/** By currency and member: what all months before add up to. */
export async function openingBalances(
  reader: Reads,
  groupId: string,
  month: string,
): Promise<ReadonlyMap<string, ReadonlyMap<string, bigint>>> {
  const sums = new Map<string, Map<string, bigint>>();
  for await (const earlier of everyDocument(reader, months, groupPartition(groupId), 'byMonth', month)) {
    for (const [currency, { net }] of Object.entries(earlier.currencies)) {
      const members = sums.get(currency) ?? new Map<string, bigint>();
      for (const [memberId, amount] of Object.entries(net))
        members.set(memberId, (members.get(memberId) ?? 0n) + BigInt(amount));
      sums.set(currency, members);
    }
  }
  return sums;
}
