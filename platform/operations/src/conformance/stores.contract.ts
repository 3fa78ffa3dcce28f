import type { LedgerRecord } from '../ledger/record.ts';
import type { JournalStore } from '../ports/journal-store.ts';
import type { LedgerStore } from '../ports/ledger-store.ts';
import type { Lease, LockStore } from '../ports/lock-store.ts';
import type { Journal } from '../run/journal.ts';
import { type ContractCase, claim, claimEqual, claimRefused } from './claim.ts';

/** Fresh, empty stores; `reopen` gives them as another process sees them. */
export interface StoresRig {
  readonly ledger: LedgerStore;
  readonly lock: LockStore;
  readonly journal: JournalStore;
  reopen(): Promise<Pick<StoresRig, 'ledger' | 'lock' | 'journal'>>;
}

/** What every ledger, lock and journal store must do. Each case gets a fresh rig. */
export const storesContract: readonly ContractCase<StoresRig>[] = [
  {
    title: 'the ledger gives back what was appended, also to another process',
    run: async (rig) => {
      claimEqual(await rig.ledger.last(), undefined, 'the end of an empty ledger');
      for (const seq of [1, 2, 3]) await rig.ledger.append(recordAt(seq));
      const other = await rig.reopen();
      claimEqual(await other.ledger.read(2), [recordAt(2), recordAt(3)], 'the records from 2');
      claimEqual(await other.ledger.last(), recordAt(3), 'the last record');
    },
  },
  {
    title: 'the ledger takes the next number and no other',
    run: async ({ ledger }) => {
      await ledger.append(recordAt(1));
      await claimRefused(ledger.append(recordAt(1)), 'ledger_conflict');
      await claimRefused(ledger.append(recordAt(3)), 'ledger_conflict');
      claimEqual((await ledger.read(1)).length, 1, 'the number of records');
    },
  },
  {
    title: 'of 20 appends of the same number at once, one succeeds',
    run: async (rig) => {
      const stores = await Promise.all(Array.from({ length: 20 }, () => rig.reopen()));
      const results = await Promise.allSettled(stores.map(({ ledger }) => ledger.append(recordAt(1))));
      claimEqual(results.filter((one) => one.status === 'fulfilled').length, 1, 'the appends that succeeded');
    },
  },
  {
    title: 'of 20 takers of a lock at once, one gets it',
    run: async (rig) => {
      const stores = await Promise.all(Array.from({ length: 20 }, () => rig.reopen()));
      const swaps = await Promise.all(
        stores.map(({ lock }, index) => lock.swap(undefined, leaseOf(1, `holder ${index}`))),
      );
      claimEqual(swaps.filter(Boolean).length, 1, 'the takers that got it');
      claim((await rig.lock.read())?.holder === `holder ${swaps.indexOf(true)}`, 'the lease of the one that got it');
    },
  },
  {
    title: 'a swap from a lease that is no longer the stored one is not done',
    run: async (rig) => {
      const first = leaseOf(1, 'one');
      claimEqual(await rig.lock.swap(undefined, first), true, 'the first swap');
      const beaten = { ...first, heartbeatAtMs: 2_000 };
      claimEqual(await rig.lock.swap(first, beaten), true, 'a heartbeat');
      claimEqual(await rig.lock.swap(first, leaseOf(2, 'two')), false, 'a swap from before the heartbeat');
      claimEqual(await rig.lock.swap(undefined, leaseOf(2, 'two')), false, 'a swap from nothing');
      claimEqual(await (await rig.reopen()).lock.read(), beaten, 'the stored lease');
    },
  },
  {
    title: 'the journal is replaced whole, one revision after the other',
    run: async (rig) => {
      claimEqual(await rig.journal.read(), undefined, 'an empty journal');
      const [first, second]: [Journal, Journal] = [
        { revision: 1, decision: { kind: 'abort', actor: 'ana', reason: 'ä → ö', atMs: 5 } },
        { revision: 2 },
      ];
      await rig.journal.write(first);
      claimEqual(await (await rig.reopen()).journal.read(), first, 'the journal');
      await claimRefused(rig.journal.write(first), 'journal_conflict');
      await rig.journal.write(second);
      claimEqual(await (await rig.reopen()).journal.read(), second, 'the journal');
    },
  },
];

function leaseOf(token: number, holder: string): Lease {
  const times = { acquiredAtMs: 1_000, heartbeatAtMs: 1_000, ttlMs: 20_000 };
  return { token, holder, owner: 'ana@one', purpose: 'deploy 1.0.0', ...times, isReleased: false };
}

function recordAt(seq: number): LedgerRecord {
  return {
    seq,
    kind: 'deployment',
    environment: 'local',
    operationId: `operation-${seq}`,
    actor: 'ana',
    reason: 'a reason',
    startedAtMs: seq * 1_000,
    endedAtMs: seq * 1_000 + 10,
    outcome: 'succeeded',
    data: { version: '1.0.0', steps: [{ kind: 'check', tookMs: 3 }] },
    previous: 'a'.repeat(64),
    hash: 'b'.repeat(64),
  };
}
