import { applyLines, assertBalanced, type Balances } from '@shared-payments/domain';
import type { Entry } from '../ledger/collections.ts';

/** What the entries sum to; undefined when one of them does not balance or is no entry at all. */
export function recountBalances(entries: readonly Entry[]): Balances | undefined {
  let sums: Balances = {};
  try {
    for (const entry of entries) {
      assertBalanced(entry.lines);
      sums = applyLines(sums, entry.currency, entry.lines);
    }
  } catch {
    return undefined;
  }
  return sums;
}
