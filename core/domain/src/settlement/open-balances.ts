import { AppError } from '../errors.ts';
import type { MemberBalance, PairwiseDebt, SettlementInput, Transfer } from './settlement-plan.ts';

/** Everything a settlement uses is below this, so that sums of any group fit two exact floating-point limbs. */
export const MAX_SETTLEMENT_MINOR = 2n ** 90n;
/** Members of one group, and pairwise debts among them, that a plan is made for. */
export const MAX_SETTLEMENT_MEMBERS = 2_000;
export const MAX_PAIRWISE_DEBTS = 5_000;

/**
 * The balances that are not 0, ordered by member id, so the order handed in never matters.
 * Throws `invalid_input` (a member twice, a sum that is not 0), `amount_out_of_range`, `too_large`.
 */
export function openBalances(input: SettlementInput): readonly MemberBalance[] {
  const balances = listBalances(input.balances);
  if (balances.length > MAX_SETTLEMENT_MEMBERS) throw tooMany('members', balances.length, MAX_SETTLEMENT_MEMBERS);
  const seen = new Set<string>();
  let sum = 0n;
  for (const { memberId, amountMinor } of balances) {
    if (seen.has(memberId)) throw new AppError('invalid_input', 'A member has two balances.', { memberId });
    seen.add(memberId);
    assertInRange(amountMinor);
    sum += amountMinor;
  }
  if (sum !== 0n) {
    const message = 'The balances do not sum to 0. Recompute them from the entries.';
    throw new AppError('invalid_input', message, { differenceMinor: String(sum) });
  }
  return balances.filter(({ amountMinor }) => amountMinor !== 0n).sort((a, b) => compareIds(a.memberId, b.memberId));
}

/** One debt per pair, in the direction that remains, ordered by the two ids. Throws `invalid_input`, `too_large`. */
export function netDebts(debts: readonly PairwiseDebt[]): readonly PairwiseDebt[] {
  if (debts.length > MAX_PAIRWISE_DEBTS) throw tooMany('debts', debts.length, MAX_PAIRWISE_DEBTS);
  const pairs = new Map<string, { low: string; high: string; lowOwesMinor: bigint }>();
  for (const { from, to, amountMinor } of debts) {
    if (amountMinor <= 0n || from === to) {
      throw new AppError('invalid_input', 'A debt is more than 0 and between two members.', { from, to });
    }
    assertInRange(amountMinor);
    const [low, high] = compareIds(from, to) < 0 ? [from, to] : [to, from];
    const key = JSON.stringify([low, high]);
    const pair = pairs.get(key) ?? { low, high, lowOwesMinor: 0n };
    pair.lowOwesMinor += from === low ? amountMinor : -amountMinor;
    pairs.set(key, pair);
  }
  return [...pairs.values()].flatMap(toDebt).sort(compareTransfers);
}

/** By code unit, as `sort()` does: the same on every machine and in every locale. */
export function compareIds(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

export function compareTransfers(a: Transfer, b: Transfer): number {
  return compareIds(a.from, b.from) || compareIds(a.to, b.to);
}

function listBalances(balances: SettlementInput['balances']): readonly MemberBalance[] {
  if (isList(balances)) return balances;
  return [...balances].map(([memberId, amountMinor]) => ({ memberId, amountMinor }));
}

function isList(balances: SettlementInput['balances']): balances is readonly MemberBalance[] {
  return Array.isArray(balances);
}

function toDebt(pair: { low: string; high: string; lowOwesMinor: bigint }): readonly PairwiseDebt[] {
  if (pair.lowOwesMinor === 0n) return [];
  if (pair.lowOwesMinor > 0n) return [{ from: pair.low, to: pair.high, amountMinor: pair.lowOwesMinor }];
  return [{ from: pair.high, to: pair.low, amountMinor: -pair.lowOwesMinor }];
}

function assertInRange(amountMinor: bigint): void {
  if (amountMinor < MAX_SETTLEMENT_MINOR && amountMinor > -MAX_SETTLEMENT_MINOR) return;
  throw new AppError('amount_out_of_range', 'The amount is beyond what a group can settle.', {
    amountMinor: String(amountMinor),
  });
}

function tooMany(part: string, length: number, max: number): AppError {
  return new AppError('too_large', `A settlement takes at most ${max} ${part}.`, { part, length, max });
}
