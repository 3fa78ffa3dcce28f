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
const DERIVED = new Set(['balances', 'months', 'entries']);

export const isShown = (change: Change) => !DERIVED.has(change.collection);

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
      after: change.document as Snapshot | null,
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
  return (same?.document ?? null) as Snapshot | null;
}
