import { exponentOf, fromWire, parseLocalDate, type SettlementMode, settle, toWire } from '@shared-payments/domain';
import { type Debt, pairwiseDebts } from '../balances/list-debts.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import { balances } from '../ledger/collections.ts';
import type { RequestContext, Services } from '../ports/services.ts';

export interface SettlementQuery {
  readonly mode?: SettlementMode;
  readonly currency?: string;
  /** For 'up-to-date': what is dated later does not count. */
  readonly through?: string;
}

export interface SettlementView {
  readonly mode: SettlementMode;
  readonly currency: string;
  readonly transfers: readonly Debt[];
  /** True when fewer payments are impossible. */
  readonly isExact: boolean;
  /** How many payments it would take if everybody paid everybody they owe. */
  readonly withoutPlanCount: number;
}

/** Payments that bring every balance to 0. Errors: `not_found`, `unknown_currency`, `invalid_input` without a date for 'up-to-date'. */
export async function planSettlement(
  services: Services,
  context: RequestContext,
  groupId: string,
  query: SettlementQuery,
): Promise<SettlementView> {
  const { group } = await openGroup(services.store, context, groupId, 'see');
  const currency = query.currency ?? group.currency;
  exponentOf(currency);
  if (query.through !== undefined) parseLocalDate(query.through);
  const mode = query.mode ?? 'fewest';
  const debts = await pairwiseDebts(services.store, groupId, currency, query.through);
  const plan = settle(mode, {
    balances: query.through === undefined ? await currentBalances(services, groupId, currency) : balancesOf(debts),
    debts,
    ...primaryOf(group.members),
  });
  return {
    mode,
    currency,
    transfers: plan.transfers.map(({ from, to, amountMinor }) => ({ from, to, amountMinor: toWire(amountMinor) })),
    isExact: plan.isExact,
    withoutPlanCount: plan.comparedWith.naiveCount,
  };
}

async function currentBalances(services: Services, groupId: string, currency: string) {
  const sums = await services.store.get(balances, groupPartition(groupId), groupId);
  const members = Object.entries(sums?.balances[currency] ?? {});
  return members.map(([memberId, amountMinor]) => ({ memberId, amountMinor: fromWire(amountMinor) }));
}

function balancesOf(debts: readonly { readonly from: string; readonly to: string; readonly amountMinor: bigint }[]) {
  const sums = new Map<string, bigint>();
  for (const { from, to, amountMinor } of debts) {
    sums.set(from, (sums.get(from) ?? 0n) - amountMinor);
    sums.set(to, (sums.get(to) ?? 0n) + amountMinor);
  }
  return [...sums].map(([memberId, amountMinor]) => ({ memberId, amountMinor }));
}

function primaryOf(members: readonly { readonly id: string; readonly role: string; readonly leftAt: number | null }[]) {
  const primary = members.find((member) => member.role === 'primary' && member.leftAt === null);
  return primary ? { primaryMemberId: primary.id } : {};
}
