import { AppError } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put, requireVersion } from '../command/writes.ts';
import { type Group, groups, type Member, type Role } from '../groups/group.ts';
import { groupPartition, openGroup, requireRight } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { withMember } from './add-member.ts';

export interface UpdateMemberInput {
  readonly name?: string;
  readonly role?: Role;
  readonly weight?: number;
}

/**
 * The primary payer may change everything, everybody their own name. A group always keeps a primary payer.
 * Weights count for new bills only. Errors: `not_found`, `forbidden`, `precondition_required`, `conflict`, `state_not_allowed`.
 */
export async function updateMember(
  services: Services,
  context: RequestContext,
  groupId: string,
  memberId: string,
  input: UpdateMemberInput,
): Promise<Member> {
  const request = { partition: groupPartition(groupId), verb: 'members/update-member', input: { memberId, ...input } };
  return runCommand(services, context, request, async (reader) => {
    const { group, member: me } = await openGroup(reader, context, groupId, 'see');
    const isOwnName = me.id === memberId && input.role === undefined && input.weight === undefined;
    if (!isOwnName) requireRight(me, 'run');
    const current = memberOf(group, memberId);
    requireVersion(context, current);
    const changed: Member = { ...current, ...input, version: current.version + 1 };
    const updated = withMember(group, changed);
    requirePrimary(updated);
    return { writes: [put(groups, updated)], answer: changed };
  });
}

/** Errors: `not_found`. */
export function memberOf(group: Group, memberId: string): Member {
  const member = group.members.find((other) => other.id === memberId);
  if (!member) throw new AppError('not_found', 'There is no such member in this group.');
  return member;
}

export function requirePrimary(group: Group): void {
  if (group.members.some((member) => member.role === 'primary' && member.leftAt === null)) return;
  throw new AppError('state_not_allowed', 'A group needs a primary payer: make somebody else primary payer first.');
}
