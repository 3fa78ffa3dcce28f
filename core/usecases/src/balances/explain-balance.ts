import { fromWire, toWire } from '@shared-payments/domain';
import { groupPartition, openGroup } from '../groups/rights.ts';
import { balances } from '../ledger/collections.ts';
import { memberOf } from '../members/update-member.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { type AccountLine, accountLines } from './account-lines.ts';

export interface Explanation {
  readonly memberId: string;
  readonly currency: string;
  /** The balance that all lines of all pages sum to. */
  readonly balanceMinor: number;
  readonly lines: readonly AccountLine[];
  /** What the lines of this page sum to. */
  readonly sumMinor: number;
  readonly nextCursor: string | null;
}

/** 'Why do I owe this?': every bill and payment behind a balance, newest first. Errors: `not_found`. */
export async function explainBalance(
  services: Services,
  context: RequestContext,
  groupId: string,
  memberId: string,
  query: { readonly currency?: string; readonly cursor?: string; readonly limit: number },
): Promise<Explanation> {
  const { group } = await openGroup(services.store, context, groupId, 'see');
  memberOf(group, memberId);
  const currency = query.currency ?? group.currency;
  const sums = await services.store.get(balances, groupPartition(groupId), groupId);
  const lines: AccountLine[] = [];
  let before = query.cursor;
  let isMore = true;
  while (isMore && lines.length < query.limit) {
    const wanted = query.limit + 1;
    const page = await accountLines(services.store, groupId, memberId, {
      limit: wanted,
      isDescending: true,
      ...(before === undefined ? {} : { before }),
    });
    isMore = page.length === wanted;
    for (const { key, line } of page) {
      if (lines.length === query.limit) {
        isMore = true;
        break;
      }
      before = key;
      if (line.currency === currency) lines.push(line);
    }
  }
  const sum = lines.reduce((total, line) => total + fromWire(line.netMinor), 0n);
  return {
    memberId,
    currency,
    balanceMinor: sums?.balances[currency]?.[memberId] ?? 0,
    lines,
    sumMinor: toWire(sum),
    nextCursor: isMore ? (before ?? null) : null,
  };
}
