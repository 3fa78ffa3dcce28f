import { AppError, fromWire, type LocalDate, toWire } from '@shared-payments/domain';
import { type Bill, bills } from '../bills/bill.ts';
import { groupPartition, openGroup, requireRight } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { settledOf } from './start-payment.ts';

/** What no payment that names the bill has settled of a member's share of it. */
export interface OpenShare {
  readonly billId: string;
  readonly title: string;
  readonly date: LocalDate;
  readonly dueOn: LocalDate | null;
  readonly currency: string;
  readonly shareMinor: number;
  readonly openMinor: number;
}

export interface OpenSharesQuery {
  readonly memberId: string;
  /** Who paid the bills, and would get the payment. */
  readonly to: string;
}

/** As many as one payment may name. */
const SHARES_MAX = 50;
/** Older bills are settled by balances long since; a payment need not name them. */
const BILLS_READ_MAX = 300;

/**
 * The shares a payment from one member to another can name, newest bills first. Payments that name no bill count for the
 * balance alone and leave shares open here. Errors: `not_found`, `forbidden`.
 */
export async function listOpenShares(
  { store }: Services,
  context: RequestContext,
  groupId: string,
  { memberId, to }: OpenSharesQuery,
): Promise<readonly OpenShare[]> {
  const { group, member } = await openGroup(store, context, groupId, 'see');
  requireRight(member, 'take-part');
  if (!group.members.some(({ id }) => id === memberId))
    throw new AppError('not_found', 'There is no such member in this group.');
  const partition = groupPartition(groupId);
  const range = { index: 'byDate', limit: BILLS_READ_MAX, isDescending: true };
  const open: OpenShare[] = [];
  for (const { document: bill } of await store.list(bills, partition, range)) {
    if (open.length === SHARES_MAX) break;
    const shareMinor = shareToPay(bill, memberId, to);
    if (shareMinor <= 0) continue;
    const left = fromWire(shareMinor) - (await settledOf(store, groupId, bill.id, memberId));
    const { id: billId, title, date, dueOn, currency } = bill;
    if (left > 0n) open.push({ billId, title, date, dueOn, currency, shareMinor, openMinor: toWire(left) });
  }
  return open;
}

/** The member's share of a bill that `to` paid, in minor units; 0 where there is nothing to pay of it. */
function shareToPay({ state, payers, shares }: Bill, memberId: string, to: string): number {
  const isPaidByThem = payers.some((payer) => payer.memberId === to && payer.amountMinor > 0);
  if (state !== 'approved' || memberId === to || !isPaidByThem) return 0;
  return shares.find((share) => share.memberId === memberId)?.amountMinor ?? 0;
}
