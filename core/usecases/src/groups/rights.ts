import { AppError } from '@shared-payments/domain';
import type { RequestContext } from '../ports/services.ts';
import type { Partition, Reader } from '../ports/store.ts';
import { type Group, groups, type Member, type Role } from './group.ts';

/** What a command needs: to see, to write down readings, to take part (bills, comments, payments), to run the group. */
export type Right = 'see' | 'read-meters' | 'take-part' | 'run';

/** The one table of who may do what; the API's authorisation matrix is generated from it. */
export const RIGHTS_OF_ROLE: Readonly<Record<Role, readonly Right[]>> = {
  primary: ['see', 'read-meters', 'take-part', 'run'],
  participant: ['see', 'read-meters', 'take-part'],
  reader: ['see', 'read-meters'],
  viewer: ['see'],
};

export const groupPartition = (groupId: string): Partition => `group:${groupId}`;

/** Whose group and as whom. Errors: `not_found` for a stranger or a former member (who must not learn that it exists). */
export async function openGroup(
  reader: Pick<Reader, 'get'>,
  context: RequestContext,
  groupId: string,
  right: Right,
): Promise<{ readonly group: Group; readonly member: Member }> {
  const group = await reader.get(groups, groupPartition(groupId), groupId);
  const member = group && memberOfUser(group, context.userId);
  if (!group || !member) throw new AppError('not_found', 'There is no such group, or you are not in it.');
  requireRight(member, right);
  if (group.isArchived && right !== 'see' && right !== 'run') {
    throw new AppError('state_not_allowed', 'The group is archived: take it out of the archive first.');
  }
  return { group, member };
}

export function memberOfUser(group: Group, userId: string): Member | undefined {
  return group.members.find((member) => member.userId === userId && member.leftAt === null);
}

export function requireRight(member: Member, right: Right): void {
  if (RIGHTS_OF_ROLE[member.role].includes(right)) return;
  throw new AppError(
    'forbidden',
    `Your role in this group (${member.role}) does not allow this: ask the primary payer.`,
    {
      role: member.role,
      needs: right,
    },
  );
}

/** Errors: `not_a_member` naming the ids that are not members of the group (past members count: bills may be late). */
export function requireMembers(group: Group, memberIds: Iterable<string>): void {
  const known = new Set(group.members.map((member) => member.id));
  const strangers = [...new Set(memberIds)].filter((id) => !known.has(id));
  if (strangers.length > 0) {
    throw new AppError('not_a_member', 'The bill names somebody who is not a member of the group.', {
      memberIds: strangers,
    });
  }
}
