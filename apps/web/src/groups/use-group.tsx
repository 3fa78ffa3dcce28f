import { createContext, type ReactNode, use } from 'react';
import type { Group, Member, Overview } from './group-queries.ts';

/** The group whose screen this is, seen by whoever looks. */
export interface OpenGroup {
  readonly group: Group;
  readonly me: Member;
  /** Who is in it now, in the order of joining. */
  readonly present: readonly Member[];
  readonly nameOf: (memberId: string) => string;
  /** Their place among all members, which gives them their colour. */
  readonly placeOf: (memberId: string) => number;
  readonly canTakePart: boolean;
  readonly canRun: boolean;
}

const GroupContext = createContext<OpenGroup | undefined>(undefined);

export function GroupProvider({ open, children }: { readonly open: OpenGroup; readonly children: ReactNode }) {
  return <GroupContext value={open}>{children}</GroupContext>;
}

export function useGroup(): OpenGroup {
  const open = use(GroupContext);
  if (!open) throw new Error('No group is open here: this belongs below its frame.');
  return open;
}

/** Undefined when I am not a member any more, which the server says with `not_found` before. */
export function openGroup({ group, myMemberId }: Pick<Overview, 'group' | 'myMemberId'>): OpenGroup | undefined {
  const places = new Map(group.members.map((member, place) => [member.id, place]));
  const me = group.members.find(({ id }) => id === myMemberId);
  if (!me) return undefined;
  return {
    group,
    me,
    present: group.members.filter(({ leftAt }) => leftAt === null),
    nameOf: (memberId) => group.members.find(({ id }) => id === memberId)?.name ?? '?',
    placeOf: (memberId) => places.get(memberId) ?? -1,
    canTakePart: !group.isArchived && (me.role === 'primary' || me.role === 'participant'),
    canRun: !group.isArchived && me.role === 'primary',
  };
}
