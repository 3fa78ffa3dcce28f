import { type Bill, bills } from '../bills/bill.ts';
import type { Partition, Store } from '../ports/store.ts';
import type { Commit } from '../store/commit.ts';

/** One edit of a bill that counts: whose it was (the user), and the bill before and after. */
export interface BillEdit {
  readonly actor: string;
  readonly before: Bill;
  readonly after: Bill;
}

/** Edits of one bill that follow each other faster than this are told as one, after the last of them. */
export const QUIET_MS = 5 * 60_000;
/** Of a longer row of edits the last ones are told. */
const ROW_VERSIONS_MAX = 100;
const PAGE_COMMITS = 200;

const EDITING: ReadonlySet<string> = new Set(['bills/update-bill', 'bills/reverse-bill']);

export const isBillEdit = ({ verb }: Pick<Commit, 'verb'>): boolean => EDITING.has(verb);

type Log = Pick<Store, 'readPartition'>;

/**
 * The row of edits that ends with `commit`'s, the oldest first. Empty: the row goes on, or the bill was a draft before it. It is
 * found in the log alone, so that whoever asks later finds the same.
 */
export async function billEditsOf(log: Log, commit: Commit, billId: string): Promise<readonly BillEdit[]> {
  return (await isEditedSoonAfter(log, commit, billId)) ? [] : rowUpTo(log, commit, billId);
}

async function isEditedSoonAfter(log: Log, commit: Commit, billId: string): Promise<boolean> {
  let after = commit.seq;
  for (;;) {
    const page = await log.readPartition(commit.partition as Partition, { after, limit: PAGE_COMMITS });
    for (const later of page) {
      if (later.at - commit.at >= QUIET_MS) return false;
      if (isBillEdit(later) && versionIn(later, billId)) return true;
    }
    if (page.length < PAGE_COMMITS) return false;
    after = page.at(-1)?.seq ?? after;
  }
}

async function rowUpTo(log: Log, commit: Commit, billId: string): Promise<readonly BillEdit[]> {
  const edits: BillEdit[] = [];
  let version = versionIn(commit, billId);
  let firstAt = commit.at;
  for (let count = 0; version && count < ROW_VERSIONS_MAX; count += 1) {
    const earlier = await versionBefore(log, version, billId);
    if (!earlier || earlier.bill.state === 'draft') break;
    const { actor, at } = version.commit;
    if (isBillEdit(version.commit)) {
      edits.unshift({ actor, before: earlier.bill, after: version.bill });
      firstAt = at;
    }
    if (firstAt - earlier.commit.at >= QUIET_MS) break;
    version = earlier;
  }
  return edits;
}

/** A bill as a commit left it, and the commit it had before. */
interface Version {
  readonly commit: Commit;
  readonly bill: Bill;
  readonly replaces: number | null;
}

function versionIn(commit: Commit, billId: string): Version | undefined {
  const change = commit.changes.find(({ collection, id }) => collection === bills.name && id === billId);
  return change?.document ? { commit, bill: change.document as Bill, replaces: change.replaces } : undefined;
}

async function versionBefore(log: Log, { commit, replaces }: Version, billId: string): Promise<Version | undefined> {
  if (replaces === null) return undefined;
  const [earlier] = await log.readPartition(commit.partition as Partition, { after: replaces - 1, limit: 1 });
  return earlier && versionIn(earlier, billId);
}
