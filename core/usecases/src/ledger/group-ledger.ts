import {
  applyLines,
  assertBalanced,
  fromWire,
  type Posting,
  type RoundingAccount,
  reversedLines,
  toWire,
  yearMonth,
} from '@shared-payments/domain';
import { put } from '../command/writes.ts';
import { groupPartition } from '../groups/rights.ts';
import type { Reader, Write } from '../ports/store.ts';
import { balances, type Entry, entries, type GroupBalances, type GroupMonth, monthId, months } from './collections.ts';

/** A posting and how it counts for what the group spends: a bill its total, a payment nothing. */
export interface NewPosting {
  readonly entryId: string;
  readonly posting: Omit<Posting, 'reversalOf'>;
  readonly spentMinor: number;
}

/**
 * The ledger of one group inside one command: posts and takes back, and at the end says what to write. All sums move with
 * the entries in the same commit, so no reader ever sees one without the other.
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
    touched.set(month, withEntry(await monthOf(month), entry, spentMinor));
  };
  return {
    roundingOf: (currency) => sums.rounding[currency] ?? {},
    setRounding: (currency, account) => {
      sums = { ...sums, rounding: { ...sums.rounding, [currency]: account } };
    },
    post: ({ entryId, posting, spentMinor }) =>
      add({ id: entryId, version: 1, ...posting, reversalOf: null }, spentMinor),
    reverse: (entryId, original, spentMinor) =>
      add(
        { ...original, id: entryId, version: 1, lines: reversedLines(original.lines), reversalOf: original.id },
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

/** A month with one entry more; the same rule recounts it in `doctor`. */
export function withEntry(month: GroupMonth, entry: Entry, spentMinor: number): GroupMonth {
  const before = month.currencies[entry.currency] ?? { spentMinor: 0, net: {} };
  const net = applyLines({ [entry.currency]: before.net }, entry.currency, entry.lines)[entry.currency] ?? {};
  const spent = toWire(fromWire(before.spentMinor) + fromWire(spentMinor));
  return { ...month, currencies: { ...month.currencies, [entry.currency]: { spentMinor: spent, net } } };
}
