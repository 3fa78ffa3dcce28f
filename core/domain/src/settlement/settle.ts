import { AppError } from '../errors.ts';
import { fewestPayments } from './fewest-payments.ts';
import { keepCreditors } from './keep-creditors.ts';
import { creditorsOf, debtorsOf, type IsExistingDebt, matchInOrder } from './matching.ts';
import { compareTransfers, netDebts, openBalances } from './open-balances.ts';
import type {
  MemberBalance,
  PairwiseDebt,
  SettlementInput,
  SettlementMode,
  SettlementPlan,
  Transfer,
} from './settlement-plan.ts';

/**
 * Plans payments that bring every balance of one currency to exactly 0; none is 0. The same members and amounts give the
 * same plan in any order. Throws `invalid_input` (sum not 0, a member twice, debts or primary payer missing or not
 * matching), `amount_out_of_range` (2^90 minor units) and `too_large` (2,000 members, 5,000 debts).
 */
export function settle(mode: SettlementMode, input: SettlementInput): SettlementPlan {
  const open = openBalances(input);
  const debts = netDebts(input.debts ?? []);
  const naiveCount = input.debts === undefined ? matchInOrder(debtorsOf(open), creditorsOf(open)).length : debts.length;
  return { ...planFor(mode, input, open, debts), comparedWith: { naiveCount } };
}

type Plan = Pick<SettlementPlan, 'transfers' | 'isExact'>;

function planFor(
  mode: SettlementMode,
  input: SettlementInput,
  open: readonly MemberBalance[],
  debts: readonly PairwiseDebt[],
): Plan {
  switch (mode) {
    case 'fewest':
    case 'up-to-date':
      return fewestPayments(open, isAmong(debts));
    case 'keep-creditors':
      return keepCreditorsPlan(input, open, debts);
    case 'through-primary':
      return { transfers: throughPrimary(input, open), isExact: true };
  }
}

function isAmong(debts: readonly PairwiseDebt[]): IsExistingDebt {
  const creditors = new Map<string, Set<string>>();
  for (const { from, to } of debts) creditors.set(from, (creditors.get(from) ?? new Set<string>()).add(to));
  return (from, to) => creditors.get(from)?.has(to) === true;
}

// Fewest under this rule is not searched for; it is proven when no plan at all, with any creditors, is shorter.
function keepCreditorsPlan(
  input: SettlementInput,
  open: readonly MemberBalance[],
  debts: readonly PairwiseDebt[],
): Plan {
  if (input.debts === undefined) {
    throw new AppError('invalid_input', "The mode 'keep-creditors' needs the debts between members.", {
      field: 'debts',
    });
  }
  const transfers = keepCreditors(open, debts);
  const bound = fewestPayments(open, isAmong(debts));
  return { transfers, isExact: bound.isExact && bound.transfers.length === transfers.length };
}

function throughPrimary(input: SettlementInput, open: readonly MemberBalance[]): readonly Transfer[] {
  const primary = input.primaryMemberId;
  if (primary === undefined) {
    const message = "The mode 'through-primary' needs the primary payer.";
    throw new AppError('invalid_input', message, { field: 'primaryMemberId' });
  }
  const others = open.filter(({ memberId }) => memberId !== primary);
  const paysIn = debtorsOf(others).map(({ memberId, amountMinor }) => ({ from: memberId, to: primary, amountMinor }));
  const paysOut = creditorsOf(others).map(({ memberId, amountMinor }) => ({
    from: primary,
    to: memberId,
    amountMinor,
  }));
  return [...paysIn, ...paysOut].sort(compareTransfers);
}
