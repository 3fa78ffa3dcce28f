import { AppError } from '@shared-payments/domain';
import { type Bill, bills, type Dispute } from '../bills/bill.ts';
import { type Group, groups } from '../groups/group.ts';
import type { Services } from '../ports/services.ts';
import type { Partition } from '../ports/store.ts';
import type { Commit } from '../store/commit.ts';
import { type BillEdit, billEditsOf } from './bill-edits.ts';
import type { Notice } from './notices.ts';

/** What one has to look up to tell of a notice. */
export interface NoticeContext {
  readonly group: Group;
  /** The bill a comment stands at, where it still is. */
  readonly bill: Bill | undefined;
  /** The disputes this very commit resolved. */
  readonly disputes: readonly Dispute[];
  /** The row of edits this commit ends. */
  readonly edits: readonly BillEdit[];
}

/** Errors: `not_found` when its group is gone. */
export async function groupOf({ store }: Pick<Services, 'store'>, commit: Commit): Promise<Group> {
  const partition = commit.partition as Partition;
  const group = await store.get(groups, partition, partition.slice('group:'.length));
  if (!group) throw new AppError('not_found', 'The group of a notice is not there.');
  return group;
}

export async function noticeContext(
  { store }: Pick<Services, 'store'>,
  commit: Commit,
  group: Group,
  notice: Notice,
): Promise<NoticeContext> {
  const partition = commit.partition as Partition;
  const nothing: NoticeContext = { group, bill: undefined, disputes: [], edits: [] };
  if (notice.kind === 'comment-added')
    return { ...nothing, bill: await store.get(bills, partition, notice.comment.billId) };
  if (notice.kind === 'bill-changed' || notice.kind === 'bill-taken-back')
    return { ...nothing, edits: await billEditsOf(store, commit, notice.bill.id) };
  if (notice.kind !== 'dispute-resolved') return nothing;
  const { bill, replaces } = notice;
  const [earlier] = replaces === null ? [] : await store.readPartition(partition, { after: replaces - 1, limit: 1 });
  const before = earlier?.changes.find(({ collection, id }) => collection === 'bills' && id === bill.id)?.document;
  const wasOpen = new Set(
    ((before as Bill | undefined)?.disputes ?? []).filter(({ state }) => state === 'open').map(({ id }) => id),
  );
  return {
    ...nothing,
    disputes: bill.disputes.filter(({ id, state }) => state !== 'open' && wasOpen.has(id)),
  };
}
