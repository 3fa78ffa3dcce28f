import { compareIds } from './open-balances.ts';
import type { MemberBalance, Transfer } from './settlement-plan.ts';

/** Whether `from` owes `to` already, so that paying them surprises nobody. */
export type IsExistingDebt = (from: string, to: string) => boolean;

/** What one member has left to pay or to get; more than 0. */
export interface OpenSide {
  readonly memberId: string;
  readonly amountMinor: bigint;
}

export function debtorsOf(balances: readonly MemberBalance[]): OpenSide[] {
  const debtors = balances.filter(({ amountMinor }) => amountMinor < 0n);
  return debtors.map(({ memberId, amountMinor }) => ({ memberId, amountMinor: -amountMinor }));
}

export function creditorsOf(balances: readonly MemberBalance[]): OpenSide[] {
  return balances.filter(({ amountMinor }) => amountMinor > 0n);
}

/** `Math.min` for bigint. */
export function lesserOf(a: bigint, b: bigint): bigint {
  if (a < b) return a;
  return b;
}

export function largestFirst(a: OpenSide, b: OpenSide): number {
  if (a.amountMinor !== b.amountMinor) return a.amountMinor > b.amountMinor ? -1 : 1;
  return compareIds(a.memberId, b.memberId);
}

/** The first debtor pays the first creditor until one of them is done, then the next: at most one payment less than members. */
export function matchInOrder(debtors: readonly OpenSide[], creditors: readonly OpenSide[]): readonly Transfer[] {
  const owing = debtors.map((side) => ({ ...side }));
  const owed = creditors.map((side) => ({ ...side }));
  const transfers: Transfer[] = [];
  let debtorIndex = 0;
  let creditorIndex = 0;
  for (;;) {
    const debtor = owing[debtorIndex];
    const creditor = owed[creditorIndex];
    if (debtor === undefined || creditor === undefined) return transfers;
    transfers.push(pay(debtor, creditor));
    if (debtor.amountMinor === 0n) debtorIndex += 1;
    if (creditor.amountMinor === 0n) creditorIndex += 1;
  }
}

/** As `matchInOrder`, but what can go to an existing creditor goes there first. */
export function matchExistingFirst(
  debtors: readonly OpenSide[],
  creditors: readonly OpenSide[],
  isExistingDebt: IsExistingDebt,
): readonly Transfer[] {
  const owing = debtors.map((side) => ({ ...side }));
  const owed = creditors.map((side) => ({ ...side }));
  const transfers: Transfer[] = [];
  for (const debtor of owing) {
    for (const creditor of owed) {
      if (debtor.amountMinor === 0n) break;
      if (creditor.amountMinor === 0n || !isExistingDebt(debtor.memberId, creditor.memberId)) continue;
      transfers.push(pay(debtor, creditor));
    }
  }
  return [...transfers, ...matchInOrder(owing.filter(isOpen), owed.filter(isOpen))];
}

function isOpen(side: OpenSide): boolean {
  return side.amountMinor > 0n;
}

interface RunningSide {
  readonly memberId: string;
  amountMinor: bigint;
}

function pay(debtor: RunningSide, creditor: RunningSide): Transfer {
  const amountMinor = lesserOf(debtor.amountMinor, creditor.amountMinor);
  debtor.amountMinor -= amountMinor;
  creditor.amountMinor -= amountMinor;
  return { from: debtor.memberId, to: creditor.memberId, amountMinor };
}
