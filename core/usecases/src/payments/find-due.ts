import { fromWire, type LocalDate, toWire } from '@shared-payments/domain';
import { type Bill, bills } from '../bills/bill.ts';
import { groupPartition } from '../groups/rights.ts';
import { balances } from '../ledger/collections.ts';
import { KEY_RANGE_LIMIT_MAX, type Reader } from '../ports/store.ts';
import { settledOf } from './start-payment.ts';

/** What a member still owes on a bill with a due date. */
export interface DueShare {
  readonly billId: string;
  readonly title: string;
  readonly memberId: string;
  readonly dueOn: LocalDate;
  readonly currency: string;
  readonly openMinor: number;
}

/**
 * The shares of a group's approved bills that are due from the first to the last day, both included, and not settled: neither
 * by payments that name the bill, nor by a balance that owes nothing any more. What is on its way counts as settled.
 */
export async function findDue(
  reader: Reader,
  groupId: string,
  days: { readonly first: LocalDate; readonly last: LocalDate },
): Promise<readonly DueShare[]> {
  const partition = groupPartition(groupId);
  const sums = (await reader.get(balances, partition, groupId))?.balances ?? {};
  const due: DueShare[] = [];
  let after: string = days.first;
  for (;;) {
    const range = { index: 'byDue', after, before: `${days.last}|~`, limit: KEY_RANGE_LIMIT_MAX };
    const page = await reader.list(bills, partition, range);
    for (const { document: bill } of page) {
      for (const { memberId, amountMinor } of sharesOfOthers(bill)) {
        const owed = -fromWire(sums[bill.currency]?.[memberId] ?? 0);
        const left = fromWire(amountMinor) - (await settledOf(reader, groupId, bill.id, memberId));
        const open = smallerOf(left, owed);
        if (open <= 0n || bill.dueOn === null) continue;
        const { id: billId, title, dueOn, currency } = bill;
        due.push({ billId, title, memberId, dueOn, currency, openMinor: toWire(open) });
      }
    }
    const last = page.at(-1);
    if (!last || page.length < KEY_RANGE_LIMIT_MAX) return due;
    after = last.key;
  }
}

/** Who paid a bill owes nothing on it. */
function sharesOfOthers({ shares, payers }: Bill) {
  return shares.filter(({ memberId }) => !payers.some((payer) => payer.memberId === memberId));
}

function smallerOf(one: bigint, other: bigint): bigint {
  if (one < other) return one;
  return other;
}
