import {
  applyLines,
  assertBalanced,
  type Balances,
  billLines,
  differences,
  isZeroSum,
  yearMonth,
} from '@shared-payments/domain';
import type { Bill } from '../bills/bill.ts';
import type { Entry, GroupBalances, GroupMonth } from '../ledger/collections.ts';
import type { CommitBody } from '../store/commit.ts';
import type { Finding, Recount } from './examine-partition.ts';

type Found = Omit<Finding, 'partition'>;

/** Sums every entry of the log again and compares balances, months and bills with what is stored. */
export function createLedgerRecount(): Recount {
  const entries = new Map<string, Entry>();
  const unbalanced: Found[] = [];
  let sums: Balances = {};
  return {
    see(body: CommitBody) {
      for (const { collection, document } of body.changes) {
        if (collection !== 'entries' || document === null) continue;
        const entry = document as Entry;
        entries.set(entry.id, entry);
        try {
          assertBalanced(entry.lines);
        } catch {
          unbalanced.push({ what: 'entry', detail: `entry ${entry.id} of commit ${body.seq} does not sum to 0` });
        }
        sums = applyLines(sums, entry.currency, entry.lines);
      }
    },
    findings: (documents) => [
      ...unbalanced,
      ...compareBalances(documents, sums),
      ...compareMonths(documents, entries),
      ...compareBills(documents, entries),
    ],
  };
}

function* compareBalances(documents: ReadonlyMap<string, object>, sums: Balances): Iterable<Found> {
  if (!isZeroSum(sums)) yield { what: 'balance', detail: 'the balances of a currency do not sum to 0' };
  const stored = ofCollection<GroupBalances>(documents, 'balances')[0]?.balances ?? {};
  for (const detail of differences(stored, sums)) yield { what: 'balance', detail };
}

function* compareMonths(documents: ReadonlyMap<string, object>, entries: ReadonlyMap<string, Entry>): Iterable<Found> {
  const nets = new Map<string, Balances>();
  for (const entry of entries.values()) {
    const month = yearMonth(entry.date);
    nets.set(month, applyLines(nets.get(month) ?? {}, entry.currency, entry.lines));
  }
  const spent = spentByMonth(ofCollection<Bill>(documents, 'bills'));
  for (const month of ofCollection<GroupMonth>(documents, 'months')) {
    const stored = Object.fromEntries(Object.entries(month.currencies).map(([currency, { net }]) => [currency, net]));
    for (const detail of differences(stored, nets.get(month.month) ?? {}))
      yield { what: 'balance', detail: `${month.month}: ${detail}` };
    for (const [currency, { spentMinor }] of Object.entries(month.currencies)) {
      const recounted = spent.get(`${month.month} ${currency}`) ?? 0n;
      if (BigInt(spentMinor) !== recounted) {
        yield {
          what: 'balance',
          detail: `${month.month} ${currency}: spent ${spentMinor} stored, ${recounted} recounted`,
        };
      }
    }
    nets.delete(month.month);
  }
  for (const month of nets.keys()) yield { what: 'balance', detail: `the sums of ${month} are missing` };
}

function spentByMonth(bills: readonly Bill[]): ReadonlyMap<string, bigint> {
  const spent = new Map<string, bigint>();
  for (const bill of bills) {
    if (bill.state !== 'approved') continue;
    const key = `${yearMonth(bill.date)} ${bill.currency}`;
    spent.set(key, (spent.get(key) ?? 0n) + BigInt(bill.totalMinor));
  }
  return spent;
}

/** An approved bill's shares make its total, and its entry says what the bill says. */
function* compareBills(documents: ReadonlyMap<string, object>, entries: ReadonlyMap<string, Entry>): Iterable<Found> {
  for (const bill of ofCollection<Bill>(documents, 'bills')) {
    const shared = bill.shares.reduce((sum, { amountMinor }) => sum + BigInt(amountMinor), 0n);
    if (shared !== BigInt(bill.totalMinor))
      yield { what: 'entry', detail: `the shares of bill ${bill.id} do not make its total` };
    if ((bill.state === 'approved') !== (bill.entryId !== null))
      yield { what: 'entry', detail: `bill ${bill.id} and its entry disagree about its state` };
    if (bill.entryId === null) continue;
    const posted = entries.get(bill.entryId);
    if (JSON.stringify(posted?.lines) !== JSON.stringify(billLines(bill))) {
      yield { what: 'entry', detail: `bill ${bill.id} is not what entry ${bill.entryId} posted` };
    }
  }
}

function ofCollection<D>(documents: ReadonlyMap<string, object>, collection: string): readonly D[] {
  const prefix = `${collection}/`;
  return [...documents].filter(([key]) => key.startsWith(prefix)).map(([, document]) => document as D);
}
