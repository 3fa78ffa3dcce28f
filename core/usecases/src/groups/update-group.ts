import { assertTimeZone } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put, requireVersion } from '../command/writes.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { type Group, groups } from './group.ts';
import { groupPartition, openGroup } from './rights.ts';

export interface UpdateGroupInput {
  readonly name?: string;
  readonly timeZone?: string;
  readonly isArchived?: boolean;
}

/** Only the primary payer may. Errors: `not_found`, `forbidden`, `precondition_required`, `conflict`, `invalid_input` for an unknown zone. */
export async function updateGroup(
  services: Services,
  context: RequestContext,
  groupId: string,
  input: UpdateGroupInput,
): Promise<Group> {
  const request = { partition: groupPartition(groupId), verb: 'groups/update-group', input };
  return runCommand(services, context, request, async (reader) => {
    const { group } = await openGroup(reader, context, groupId, 'run');
    requireVersion(context, group);
    if (input.timeZone !== undefined) assertTimeZone(input.timeZone);
    const changed: Group = { ...group, ...input, version: group.version + 1 };
    return { writes: [put(groups, changed)], answer: changed };
  });
}
