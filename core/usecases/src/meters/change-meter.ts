import { runCommand } from '../command/run-command.ts';
import { put, requireVersion } from '../command/writes.ts';
import type { Group, Member } from '../groups/group.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import type { Reader, Write } from '../ports/store.ts';
import { type MeterRecord, meterOf, meters } from './meter.ts';

export interface MeterChange {
  readonly meter: MeterRecord;
  /** What else is written in the same commit. */
  readonly writes?: readonly Write[];
}

export interface MeterToChange {
  readonly reader: Reader;
  readonly group: Group;
  readonly member: Member;
  readonly meter: MeterRecord;
  readonly at: number;
}

/** What all edits of a meter have in common: the right to run the group, and the version that was edited. */
export async function changeMeter(
  services: Services,
  context: RequestContext,
  request: { readonly groupId: string; readonly meterId: string; readonly verb: string; readonly input: object },
  change: (current: MeterToChange) => Promise<MeterChange>,
): Promise<MeterRecord> {
  const { groupId, meterId, verb, input } = request;
  const command = { partition: groupPartition(groupId), verb, input: { meterId, ...input } };
  return runCommand(services, context, command, async (reader, at) => {
    const { group, member } = await openGroup(reader, context, groupId, 'run');
    const meter = await meterOf(reader, groupId, meterId);
    requireVersion(context, meter);
    const changed = await change({ reader, group, member, meter, at });
    const stored = { ...changed.meter, version: meter.version + 1, updatedAt: at };
    return { writes: [put(meters, stored), ...(changed.writes ?? [])], answer: stored };
  });
}
