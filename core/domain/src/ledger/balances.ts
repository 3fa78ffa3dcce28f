import { fromWire, toWire } from '../money/money.ts';
import { type EntryLine, memberAccount } from './entry.ts';

/** Per currency and member, in minor units; plus is owed to the member. Members and currencies at 0 stay once they appeared. */
export type Balances = Readonly<Record<string, Readonly<Record<string, number>>>>;

const PREFIX = memberAccount('');

/** The balances after an entry in `currency`. Accounts that are not a member's do not count. Errors: `amount_out_of_range`. */
export function applyLines(balances: Balances, currency: string, lines: readonly EntryLine[]): Balances {
  const members: Record<string, number> = { ...balances[currency] };
  for (const { account, amountMinor } of lines) {
    if (!account.startsWith(PREFIX)) continue;
    const memberId = account.slice(PREFIX.length);
    members[memberId] = toWire(fromWire(members[memberId] ?? 0) + fromWire(amountMinor));
  }
  return { ...balances, [currency]: members };
}

/** What differs between two sets of balances, as `currency member: stored, recomputed`; a missing member counts as 0. */
export function differences(stored: Balances, recomputed: Balances): readonly string[] {
  const found: string[] = [];
  for (const currency of new Set([...Object.keys(stored), ...Object.keys(recomputed)])) {
    const [left, right] = [stored[currency] ?? {}, recomputed[currency] ?? {}];
    for (const memberId of new Set([...Object.keys(left), ...Object.keys(right)])) {
      const [was, is] = [left[memberId] ?? 0, right[memberId] ?? 0];
      if (was !== is) found.push(`${currency} ${memberId}: stored ${was}, recomputed ${is}`);
    }
  }
  return found;
}

/** Whether every currency's balances sum to 0. */
export function isZeroSum(balances: Balances): boolean {
  return Object.values(balances).every(
    (members) => Object.values(members).reduce((sum, amount) => sum + fromWire(amount), 0n) === 0n,
  );
}
