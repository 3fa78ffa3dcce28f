import { runCommand } from '../command/run-command.ts';
import { remove, requireVersion } from '../command/writes.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { meterOf } from './meter.ts';
import { type ReadingRecord, readingOf, readings } from './reading.ts';
import { rescheduleWrites } from './reschedule.ts';

/** Takes a reading out; it may be written down again, and is due again where it was the last one. Errors: `not_found`, `forbidden`, `precondition_required`, `conflict`. */
export async function removeReading(
  services: Services,
  context: RequestContext,
  groupId: string,
  meterId: string,
  readingId: string,
): Promise<ReadingRecord> {
  const partition = groupPartition(groupId);
  const request = { partition, verb: 'meters/remove-reading', input: { meterId, readingId } };
  return runCommand(services, context, request, async (reader, at) => {
    await openGroup(reader, context, groupId, 'run');
    const meter = await meterOf(reader, groupId, meterId);
    const current = await readingOf(reader, groupId, meterId, readingId);
    requireVersion(context, current);
    const writes = await rescheduleWrites(reader, meter, at, { without: readingId, readOn: null });
    return { writes: [remove(readings, current), ...writes], answer: current };
  });
}
