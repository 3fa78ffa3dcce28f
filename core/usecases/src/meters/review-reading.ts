import { AppError } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put, requireVersion } from '../command/writes.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { meterOf } from './meter.ts';
import { type ReadingRecord, readingOf, readings } from './reading.ts';
import { implausible, takeReading } from './take-reading.ts';

/**
 * The primary payer accepts a reading that waited: from now on it counts. One that would still let the counter run backwards is
 * never accepted: correct a neighbour or record the swap first. Errors: `not_found`, `forbidden`, `precondition_required`, `conflict`,
 * `state_not_allowed` when it waits for nothing, `reading_implausible`.
 */
export async function reviewReading(
  services: Services,
  context: RequestContext,
  groupId: string,
  meterId: string,
  readingId: string,
): Promise<ReadingRecord> {
  const partition = groupPartition(groupId);
  const request = { partition, verb: 'meters/review-reading', input: { meterId, readingId } };
  return runCommand(services, context, request, async (reader, at) => {
    const { group } = await openGroup(reader, context, groupId, 'run');
    const meter = await meterOf(reader, groupId, meterId);
    const reading = await readingOf(reader, groupId, meterId, readingId);
    requireVersion(context, reading);
    if (!reading.needsReview) throw new AppError('state_not_allowed', 'This reading counts already.');
    const taken = await takeReading({ reader, group, meter, reading, at, isConfirmed: true, replacesId: readingId });
    if (taken.known !== null) throw new AppError('conflict', 'There is another reading of that day: remove one.');
    const blocking = taken.reasons.filter(({ reason }) => reason !== 'unusually_high');
    if (blocking.length > 0) throw implausible(blocking);
    const accepted = { ...reading, needsReview: false, version: reading.version + 1, updatedAt: at };
    return { writes: [put(readings, accepted)], answer: accepted };
  });
}
