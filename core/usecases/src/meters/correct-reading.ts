import { AppError } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put, requireVersion } from '../command/writes.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { meterOf } from './meter.ts';
import { type ReadingRecord, readingOf, readings } from './reading.ts';
import { rescheduleWrites } from './reschedule.ts';
import { takeReading } from './take-reading.ts';

export interface CorrectReadingInput {
  readonly valueMilli?: number;
  readonly date?: string;
  readonly isConfirmed?: boolean;
}

/**
 * What was misread or mistyped; what was charged by it stays charged. Errors: `not_found`, `forbidden`, `precondition_required`,
 * `conflict` when late or when the day has another reading, and those of `addReading`.
 */
export async function correctReading(
  services: Services,
  context: RequestContext,
  groupId: string,
  meterId: string,
  readingId: string,
  input: CorrectReadingInput,
): Promise<ReadingRecord> {
  const partition = groupPartition(groupId);
  const request = { partition, verb: 'meters/correct-reading', input: { meterId, readingId, ...input } };
  return runCommand(services, context, request, async (reader, at) => {
    const { group } = await openGroup(reader, context, groupId, 'read-meters');
    const meter = await meterOf(reader, groupId, meterId);
    const current = await readingOf(reader, groupId, meterId, readingId);
    requireVersion(context, current);
    const reading: ReadingRecord = {
      ...current,
      valueMilli: input.valueMilli ?? current.valueMilli,
      date: input.date ?? current.date,
    };
    const isConfirmed = input.isConfirmed === true;
    const taken = await takeReading({ reader, group, meter, reading, at, isConfirmed, replacesId: readingId });
    if (taken.known !== null) {
      throw new AppError('conflict', 'There is another reading of that day: correct or remove that one.', {
        readingId: taken.known.id,
      });
    }
    const { needsReview, reasons } = taken;
    const corrected = { ...reading, needsReview, reasons, version: current.version + 1, updatedAt: at };
    const readOn = corrected.source === 'estimate' ? null : corrected.date;
    const writes = await rescheduleWrites(reader, meter, at, { without: readingId, readOn });
    return { writes: [put(readings, corrected), ...writes], answer: corrected };
  });
}
