import type { Bill } from '../bills/bill.ts';
import type { Group } from '../groups/group.ts';
import type { Commit } from '../store/commit.ts';

/** Something of a commit that people should hear of. Who they are is settled when it is delivered. */
export interface Notice {
  readonly kind: 'bill-waits-for-approval' | 'bill-contested' | 'bill-came-again';
  readonly to: 'primary' | 'sharers';
  readonly bill: Bill;
}

const CONTESTING = 'disputes/open-dispute';
const RECURRING = 'series/make-due-bills';
const WRITING = new Set(['bills/create-bill', RECURRING]);

/** Imports and restores tell nobody: what they bring is old news. */
export function noticesOf(commit: Commit): readonly Notice[] {
  const bills = commit.changes.filter(({ collection, document }) => collection === 'bills' && document !== null);
  return bills.flatMap(({ document }): Notice[] => {
    const bill = document as Bill;
    if (commit.verb === CONTESTING) return [{ kind: 'bill-contested', to: 'primary', bill }];
    if (WRITING.has(commit.verb) && bill.state === 'draft')
      return [{ kind: 'bill-waits-for-approval', to: 'primary', bill }];
    if (commit.verb === RECURRING) return [{ kind: 'bill-came-again', to: 'sharers', bill }];
    return [];
  });
}

/** The users behind a notice, without the one who caused it. */
export function receiversOf(notice: Notice, group: Group, actor: string): readonly string[] {
  const sharers = new Set(notice.bill.shares.map(({ memberId }) => memberId));
  return group.members
    .filter((member) => member.leftAt === null && member.userId !== null && member.userId !== actor)
    .filter((member) => (notice.to === 'primary' ? member.role === 'primary' : sharers.has(member.id)))
    .map((member) => member.userId ?? '');
}
