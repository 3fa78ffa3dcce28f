import { AppError } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put, requireVersion } from '../command/writes.ts';
import { groups, type Member } from '../groups/group.ts';
import { groupPartition, openGroup, requireRight } from '../groups/rights.ts';
import { balances } from '../ledger/collections.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { withMember } from './add-member.ts';
import { memberOf, requirePrimary } from './update-member.ts';

/** Leaving with an open balance is a dangerous choice: it is typed out, with a reason that stays in the log. */
export interface RemoveMemberInput {
  readonly force?: boolean;
  readonly reason?: string;
}

/**
 * Leaves the group (oneself) or is removed (by the primary payer). The past stays. Errors: `not_found`, `forbidden`,
 * `precondition_required`, `conflict`, `state_not_allowed` with the open balances, or for the last primary payer.
 */
export async function removeMember(
  services: Services,
  context: RequestContext,
  groupId: string,
  memberId: string,
  input: RemoveMemberInput,
): Promise<Member> {
  const partition = groupPartition(groupId);
  const request = { partition, verb: 'members/remove-member', input: { memberId, ...input } };
  return runCommand(services, context, request, async (reader, at) => {
    const { group, member: me } = await openGroup(reader, context, groupId, 'see');
    if (me.id !== memberId || input.force) requireRight(me, 'run');
    const current = memberOf(group, memberId);
    requireVersion(context, current);
    if (current.leftAt !== null) throw new AppError('state_not_allowed', 'This member has left already.');
    const sums = await reader.get(balances, partition, groupId);
    const open = Object.entries(sums?.balances ?? {}).filter(([, members]) => (members[memberId] ?? 0) !== 0);
    if (open.length > 0 && !(input.force && input.reason)) {
      const openMinor = Object.fromEntries(open.map(([currency, members]) => [currency, members[memberId]]));
      throw new AppError(
        'state_not_allowed',
        'Settle first: the balance is not 0. The primary payer can force it with a reason.',
        { openMinor },
      );
    }
    const left: Member = { ...current, leftAt: at, version: current.version + 1 };
    const updated = withMember(group, left);
    requirePrimary(updated);
    return { writes: [put(groups, updated)], answer: left };
  });
}
