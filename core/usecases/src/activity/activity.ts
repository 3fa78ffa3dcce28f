import type { Payment } from '../payments/payment.ts';
import { publicPayment } from '../payments/public-payment.ts';
import type { Partition, Store } from '../ports/store.ts';
import type { Change, Commit } from '../store/commit.ts';

/** A document as it was stored. */
export type Snapshot = Readonly<Record<string, unknown>>;

/** One thing somebody did, with what it changed: the document before and after, null where there was or is none. */
export interface Activity {
  readonly seq: number;
  readonly at: number;
  /** The user who did it, or the name of the job. */
  readonly actor: string;
  readonly verb: string;
  readonly changes: readonly {
    readonly collection: string;
    readonly id: string;
    readonly before: Snapshot | null;
    readonly after: Snapshot | null;
  }[];
}

// Sums and postings follow from what is shown: they would only repeat it.
const DERIVED = [
  'balances',
  'months',
  'entries',
  'statements',
  'gateway-events',
  'gateway-gaps',
  'reminder-plans',
  'webhook-progress',
];
// Where somebody's money goes is for those who pay them, and an address of a webhook may hold a secret: not for a list
// that every viewer reads.
const PRIVATE = ['bank-accounts', 'webhooks'];
const HIDDEN = new Set([...DERIVED, ...PRIVATE]);

export const isShown = (change: Change) => !HIDDEN.has(change.collection);

/** Reads what each change replaced; one look-up in the log for each document that existed before. */
export async function activityOf(
  store: Pick<Store, 'readPartition'>,
  partition: Partition,
  commit: Commit,
  shows: (change: Change) => boolean = isShown,
): Promise<Activity> {
  const changes = await Promise.all(
    commit.changes.filter(shows).map(async (change) => ({
      collection: change.collection,
      id: change.id,
      before: await replacedBy(store, partition, change),
      after: shownDocument(change, change.document),
    })),
  );
  return { seq: commit.seq, at: commit.at, actor: commit.actor, verb: commit.verb, changes };
}

async function replacedBy(
  store: Pick<Store, 'readPartition'>,
  partition: Partition,
  change: Change,
): Promise<Snapshot | null> {
  if (change.replaces === null) return null;
  const [earlier] = await store.readPartition(partition, { after: change.replaces - 1, limit: 1 });
  const same = earlier?.changes.find(({ collection, id }) => collection === change.collection && id === change.id);
  return shownDocument(change, same?.document ?? null);
}

/** A document as every member may see it. */
export function shownDocument({ collection }: Change, document: object | null): Snapshot | null {
  if (collection !== 'payments' || document === null) return document as Snapshot | null;
  return { ...publicPayment(document as Payment) };
}
