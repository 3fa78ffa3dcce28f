import { fromWire, isZeroSum } from '@shared-payments/domain';
import type { Bill } from '../bills/bill.ts';
import type { Entry, GroupBalances } from '../ledger/collections.ts';
import type { Draft, Partition, Store, Write } from '../ports/store.ts';
import { createRecent, type Recent } from './recent.ts';

/** Something that must hold of money whatever a release does, as its own commits of this process show. */
export interface MoneyInvariant {
  readonly name: 'ledger balances' | 'group sums' | 'shares sum to the bill' | 'no key twice';
  readonly holds: boolean;
  /** The first case that broke it, by ids only; empty while it holds. */
  readonly detail: string;
}

export interface WatchedStore extends Store {
  moneyInvariants(): readonly MoneyInvariant[];
}

type Name = MoneyInvariant['name'];

const NAMES: readonly Name[] = ['ledger balances', 'group sums', 'shares sum to the bill', 'no key twice'];
const KEYS_REMEMBERED_MAX = 10_000;

/**
 * Looks at everything this process has committed, apart from the rules that made it: a release that writes wrong sums or
 * lets a key count twice is caught by its verdict before it serves everybody. Costs a walk over the written documents.
 */
export function withMoneyWatch(store: Store): WatchedStore {
  const broken = new Map<Name, string>();
  const keys = createRecent<string, number>(KEYS_REMEMBERED_MAX);
  const note = (name: Name, detail: string) => broken.has(name) || broken.set(name, detail);
  return {
    ...store,
    async transact(info, command) {
      let draft: Draft<unknown> | undefined;
      const outcome = await store.transact(info, async (reader) => {
        const made = await command(reader);
        draft = made;
        return made;
      });
      if (outcome.isReplay || draft === undefined) return outcome;
      for (const write of draft.writes) examine(info.partition, write, note);
      const key = info.idempotency?.key;
      if (key !== undefined) rememberKey(keys, `${info.partition} ${key}`, outcome.seq, note);
      return outcome;
    },
    moneyInvariants: () => NAMES.map((name) => ({ name, holds: !broken.has(name), detail: broken.get(name) ?? '' })),
  };
}

function examine(
  partition: Partition,
  { collection, id, document }: Write,
  note: (name: Name, detail: string) => void,
) {
  if (document === null) return;
  if (collection.name === 'entries' && sumOf((document as Entry).lines) !== 0n) {
    note('ledger balances', `entry ${id} of ${partition}`);
  }
  if (collection.name === 'balances' && !isZeroSum((document as GroupBalances).balances)) note('group sums', partition);
  if (collection.name === 'bills') {
    const { shares, totalMinor } = document as Bill;
    if (sumOf(shares) !== fromWire(totalMinor)) note('shares sum to the bill', `bill ${id} of ${partition}`);
  }
}

function rememberKey(
  keys: Recent<string, number>,
  key: string,
  seq: number,
  note: (name: Name, detail: string) => void,
): void {
  const known = keys.get(key);
  if (known !== undefined && known !== seq) note('no key twice', `commits ${known} and ${seq}`);
  keys.set(key, seq);
}

function sumOf(lines: readonly { readonly amountMinor: number }[]): bigint {
  return lines.reduce((sum, { amountMinor }) => sum + fromWire(amountMinor), 0n);
}
