import { fromWire, toWire } from '@shared-payments/domain';
import { type Bill, type BillShare, bills } from '../bills/bill.ts';
import { groupPartition } from '../groups/rights.ts';
import { type Payment, payments } from '../payments/payment.ts';
import type { Found, Reader } from '../ports/store.ts';

/** One bill or payment as it counts for one member: paid less share (or sent, or received). */
export interface AccountLine {
  readonly kind: 'bill' | 'payment';
  readonly id: string;
  readonly date: string;
  readonly title: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly paidMinor: number;
  readonly shareMinor: number;
  /** Paid less share: what the line adds to the balance. */
  readonly netMinor: number;
  /** The split's method; for a payment its way. */
  readonly rule: string;
  /** The exact share before rounding; null for payments and for those who only paid. */
  readonly exact: BillShare['exact'] | null;
  readonly roundingMinor: number;
}

/** Bounds of the keys `date|id`, exclusive, as for lists. */
export interface LineRange {
  readonly after?: string;
  readonly before?: string;
  readonly limit: number;
  readonly isDescending?: boolean;
}

export interface KeyedLine {
  readonly key: string;
  readonly line: AccountLine;
}

/** What counts for a member in a range of dates, bills and payments merged in order. Reads on until `limit` or the end. */
export async function accountLines(
  reader: Reader,
  groupId: string,
  memberId: string,
  range: LineRange,
): Promise<readonly KeyedLine[]> {
  const partition = groupPartition(groupId);
  const [billRows, paymentRows] = await Promise.all([
    collect(
      (part) => reader.list(bills, partition, { index: 'byDate', ...part }),
      range,
      (bill) => billLine(bill, memberId),
    ),
    collect(
      (part) => reader.list(payments, partition, { index: 'byDate', ...part }),
      range,
      (payment) => paymentLine(payment, memberId),
    ),
  ]);
  const sign = range.isDescending === true ? -1 : 1;
  return [...billRows, ...paymentRows].toSorted((a, b) => sign * (a.key < b.key ? -1 : 1)).slice(0, range.limit);
}

export function billLine(bill: Bill, memberId: string): AccountLine | undefined {
  const share = bill.shares.find((one) => one.memberId === memberId);
  const paidMinor = bill.payers.find((one) => one.memberId === memberId)?.amountMinor ?? 0;
  if (bill.state !== 'approved' || (!share && paidMinor === 0)) return undefined;
  const shareMinor = share?.amountMinor ?? 0;
  return {
    kind: 'bill',
    id: bill.id,
    date: bill.date,
    title: bill.title,
    currency: bill.currency,
    totalMinor: bill.totalMinor,
    paidMinor,
    shareMinor,
    netMinor: toWire(fromWire(paidMinor) - fromWire(shareMinor)),
    rule: bill.split.method,
    exact: share?.exact ?? null,
    roundingMinor: share?.roundingMinor ?? 0,
  };
}

export function paymentLine(payment: Payment, memberId: string): AccountLine | undefined {
  if (payment.state !== 'posted' || (payment.from !== memberId && payment.to !== memberId)) return undefined;
  const isSent = payment.from === memberId;
  return {
    kind: 'payment',
    id: payment.id,
    date: payment.date,
    title: payment.notes ?? '',
    currency: payment.currency,
    totalMinor: payment.amountMinor,
    paidMinor: isSent ? payment.amountMinor : 0,
    shareMinor: isSent ? 0 : payment.amountMinor,
    netMinor: isSent ? payment.amountMinor : -payment.amountMinor,
    rule: payment.method,
    exact: null,
    roundingMinor: 0,
  };
}

const CHUNK = 500;

async function collect<D>(
  read: (range: LineRange) => Promise<readonly Found<D>[]>,
  range: LineRange,
  lineOf: (document: D) => AccountLine | undefined,
): Promise<readonly KeyedLine[]> {
  const lines: KeyedLine[] = [];
  let part = { ...range, limit: CHUNK };
  while (lines.length < range.limit) {
    const page = await read(part);
    for (const { key, document } of page) {
      const line = lineOf(document);
      if (line) lines.push({ key, line });
    }
    const last = page.at(-1);
    if (!last || page.length < CHUNK) break;
    part = range.isDescending === true ? { ...part, before: last.key } : { ...part, after: last.key };
  }
  return lines;
}
