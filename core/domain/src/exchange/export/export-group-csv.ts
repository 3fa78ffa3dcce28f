import type { LocalDate } from '../../calendar/local-date.ts';
import { formatPlain } from '../../money/money.ts';
import type { ImportedItem, ImportedMember, MemberAmount } from '../imported-group.ts';
import { type CsvOptions, toCsv } from './csv-writer.ts';

/** What a row needs; the items of an import have it, and so have the bills and payments of a group. */
export type ExportItem = Pick<
  ImportedItem,
  'kind' | 'date' | 'title' | 'category' | 'currency' | 'totalMinor' | 'payers' | 'shares'
>;

export interface GroupCsv {
  readonly members: readonly Pick<ImportedMember, 'key' | 'name' | 'isActive'>[];
  readonly items: readonly ExportItem[];
  /** The day of the balances at the end. */
  readonly asOf: LocalDate;
}

const TITLES = ['Date', 'Description', 'Category', 'Cost', 'Currency'];
const COST_COLUMN = 3;
const GENERAL = 'General';
const PAYMENT = 'Payment';

/**
 * One row per bill or payment with one column per member: the net, paid less owed. The layout is Splitwise's, down to the
 * balances per currency at the end, so our own import and other programs read it back. Order of items is kept.
 */
export function exportGroupCsv(group: GroupCsv, options: CsvOptions = {}): string {
  const headings = group.members.map((member) => (member.isActive ? member.name : `${member.name} (removed)`));
  const rows = group.items.map((item) => toRow(item, group));
  const blank = [...TITLES, ...headings].map(() => '');
  const numericColumns = new Set([COST_COLUMN, ...headings.map((_, index) => TITLES.length + index)]);
  const table = [[...TITLES, ...headings], ...rows, blank, ...balanceRows(group)];
  return toCsv(table, { ...options, numericColumns });
}

function toRow(item: ExportItem, group: GroupCsv): readonly string[] {
  const category = item.kind === 'payment' ? PAYMENT : (item.category ?? GENERAL);
  const nets = netsOf(item);
  const cost = formatPlain({ amountMinor: item.totalMinor, currency: item.currency });
  const cells = group.members.map((member) =>
    formatPlain({ amountMinor: nets.get(member.key) ?? 0n, currency: item.currency }),
  );
  return [item.date, item.title, category, cost, item.currency, ...cells];
}

function balanceRows(group: GroupCsv): readonly (readonly string[])[] {
  const currencies = [...new Set(group.items.map((item) => item.currency))];
  return currencies.map((currency) => {
    const totals = new Map<string, bigint>();
    for (const item of group.items) {
      if (item.currency !== currency) continue;
      for (const [memberKey, net] of netsOf(item)) totals.set(memberKey, (totals.get(memberKey) ?? 0n) + net);
    }
    const cells = group.members.map((member) => formatPlain({ amountMinor: totals.get(member.key) ?? 0n, currency }));
    return [group.asOf, 'Total balance', '', '', currency, ...cells];
  });
}

function netsOf(item: ExportItem): ReadonlyMap<string, bigint> {
  const nets = new Map<string, bigint>();
  const add = (amount: MemberAmount, sign: bigint) =>
    nets.set(amount.memberKey, (nets.get(amount.memberKey) ?? 0n) + sign * amount.amountMinor);
  for (const payer of item.payers) add(payer, 1n);
  for (const share of item.shares) add(share, -1n);
  return nets;
}
