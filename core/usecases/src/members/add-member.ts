import { AppError } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { GROUP_MEMBERS_MAX, type Group, groups, type Member, type Role } from '../groups/group.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';

export interface AddMemberInput {
  readonly name: string;
  readonly role?: Role;
  readonly weight?: number;
}

/** Someone who shares and has no account yet; an invitation can hand the place to a person later. Errors: `forbidden`, `conflict`, `too_large`. */
export async function addMember(
  services: Services,
  context: RequestContext,
  groupId: string,
  input: AddMemberInput,
): Promise<Member> {
  const request = { partition: groupPartition(groupId), verb: 'members/add-member', input };
  return runCommand(services, context, request, async (reader, at) => {
    const { group } = await openGroup(reader, context, groupId, 'run');
    const member: Member = {
      id: services.newId(),
      name: input.name,
      role: input.role ?? 'participant',
      userId: null,
      weight: input.weight ?? 1,
      joinedAt: at,
      leftAt: null,
      version: 1,
    };
    return { writes: [put(groups, withMember(group, member))], answer: member };
  });
}

/** The group with `member` added, or replaced where its id is known. Errors: `conflict` for a name in use, `too_large`. */
export function withMember(group: Group, member: Member): Group {
  const others = group.members.filter((other) => other.id !== member.id);
  const hasNamesake = others.some((other) => other.leftAt === null && other.name === member.name);
  if (hasNamesake && member.leftAt === null) {
    throw new AppError(
      'conflict',
      'Somebody of this name is in the group already: choose another, such as with an initial.',
    );
  }
  if (others.length >= GROUP_MEMBERS_MAX) {
    throw new AppError('too_large', `A group has at most ${GROUP_MEMBERS_MAX} members, past ones included.`);
  }
  const isKnown = others.length < group.members.length;
  const members = isKnown
    ? group.members.map((other) => (other.id === member.id ? member : other))
    : [...others, member];
  return { ...group, members, version: group.version + 1 };
}
