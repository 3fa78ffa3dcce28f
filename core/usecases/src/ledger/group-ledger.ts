import {
  addDays,
  applyLines,
  assertBalanced,
  fromWire,
  type LocalDate,
  type Posting,
  type RoundingAccount,
  reversedLines,
  toWire,
  yearMonth,
} from '@shared-payments/domain';
import { put } from '../command/writes.ts';
import { groupPartition } from '../groups/rights.ts';
import type { Reader, Write } from '../ports/store.ts';
import {
  balances,
  type Entry,
  entries,
  type GroupBalances,
  type GroupMonth,
  monthId,
  months,
  ownDate,
} from './collections.ts';

/** A posting and how it counts for what the group spends: a bill its total, a payment nothing. */
export interface NewPosting {
  readonly entryId: string;
  readonly posting: Omit<Posting, 'reversalOf'>;
  readonly spentMinor: number;
}

/**
 * The ledger of one group inside one command: posts and takes back, and at the end says what to write. All sums move with
 * the entries in the same commit, so no reader ever sees one without the other. What belongs to a closed month is posted
 * on the first day after it, so an old bill that is changed becomes correcting entries and closed sums never move.
 */
export interface GroupLedger {
  roundingOf(currency: string): RoundingAccount;
  setRounding(currency: string, account: RoundingAccount): void;
  /** Errors: `shares_mismatch` when unbalanced, `amount_out_of_range`. */
  post(posting: NewPosting): Promise<void>;
  /** Errors: `shares_mismatch`. `entryId` is the id of the new, reversing entry. */
  reverse(entryId: string, original: Entry, spentMinor: number): Promise<void>;
  writes(): readonly Write[];
}

export async function openLedger(reader: Reader, groupId: string): Promise<GroupLedger> {
  const partition = groupPartition(groupId);
  const stored = await reader.get(balances, partition, groupId);
  let sums: GroupBalances = stored ?? { id: groupId, version: 0, balances: {}, rounding: {} };
  const posted: Entry[] = [];
  const touched = new Map<string, GroupMonth>();

  const monthOf = async (month: string): Promise<GroupMonth> => {
    const id = monthId(groupId, month);
    return touched.get(month) ?? (await reader.get(months, partition, id)) ?? { id, version: 0, month, currencies: {} };
  };
  const add = async (entry: Entry, spentMinor: number) => {
    assertBalanced(entry.lines);
    posted.push(entry);
    sums = { ...sums, balances: applyLines(sums.balances, entry.currency, entry.lines) };
    const month = yearMonth(entry.date);
    touched.set(month, withNet(await monthOf(month), entry));
    if (spentMinor === 0) return;
    const own = yearMonth(ownDate(entry));
    touched.set(own, withSpent(await monthOf(own), entry.currency, spentMinor));
  };
  return {
    roundingOf: (currency) => sums.rounding[currency] ?? {},
    setRounding: (currency, account) => {
      sums = { ...sums, rounding: { ...sums.rounding, [currency]: account } };
    },
    post: ({ entryId, posting, spentMinor }) =>
      add({ id: entryId, version: 1, ...posting, ...bookedOn(sums, posting.date), reversalOf: null }, spentMinor),
    reverse: (entryId, original, spentMinor) =>
      add(
        {
          ...original,
          ...(isClosed(sums, original.date) ? bookedOn(sums, ownDate(original)) : {}),
          id: entryId,
          version: 1,
          lines: reversedLines(original.lines),
          reversalOf: original.id,
        },
        spentMinor === 0 ? 0 : -spentMinor,
      ),
    writes: () =>
      posted.length === 0
        ? []
        : [
            ...posted.map((entry) => put(entries, entry)),
            put(balances, { ...sums, version: sums.version + 1 }),
            ...[...touched.values()].map((month) => put(months, { ...month, version: month.version + 1 })),
          ],
  };
}

const isClosed = ({ closedThrough }: GroupBalances, date: LocalDate): boolean =>
  closedThrough !== undefined && date <= closedThrough;

function bookedOn(sums: GroupBalances, date: LocalDate): Pick<Entry, 'date' | 'bookedFor'> {
  if (sums.closedThrough === undefined || !isClosed(sums, date)) return { date };
  return { date: addDays(sums.closedThrough, 1), bookedFor: date };
}

const NOTHING = { spentMinor: 0, net: {} };

function withNet(month: GroupMonth, { currency, lines }: Entry): GroupMonth {
  const before = month.currencies[currency] ?? NOTHING;
  const net = applyLines({ [currency]: before.net }, currency, lines)[currency] ?? {};
  return { ...month, currencies: { ...month.currencies, [currency]: { ...before, net } } };
}

function withSpent(month: GroupMonth, currency: string, spentMinor: number): GroupMonth {
  const before = month.currencies[currency] ?? NOTHING;
  const sum = toWire(fromWire(before.spentMinor) + fromWire(spentMinor));
  return { ...month, currencies: { ...month.currencies, [currency]: { ...before, spentMinor: sum } } };
}
