import type { Reading, ReadingSource } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import type { Write } from '../ports/store.ts';
import { type MeterRecord, meterOf, meters, withNextReading } from './meter.ts';
import { type ReadingRecord, readings } from './reading.ts';
import { takeReading } from './take-reading.ts';

export interface AddReadingInput {
  /** Left out: the meter's only (or first) register. */
  readonly register?: string;
  readonly date: string;
  readonly valueMilli: number;
  readonly source?: ReadingSource;
  /** 'initial' begins a meter that did not start at 0 when it was first read. */
  readonly kind?: 'regular' | 'initial';
  /** Keeps an implausible reading, to be reviewed; imported ones are kept like that as well. */
  readonly isConfirmed?: boolean;
}

/**
 * Writes a reading down. The same one again changes nothing. Errors: `not_found`, `forbidden`, `invalid_input`, `conflict` when the
 * day has another value, `state_not_allowed` for a retired meter, `reading_implausible` with the numbers.
 */
export async function addReading(
  services: Services,
  context: RequestContext,
  groupId: string,
  meterId: string,
  input: AddReadingInput,
): Promise<ReadingRecord> {
  const request = { partition: groupPartition(groupId), verb: 'meters/add-reading', input: { meterId, ...input } };
  return runCommand(services, context, request, async (reader, at) => {
    const { group, member } = await openGroup(reader, context, groupId, 'read-meters');
    const meter = await meterOf(reader, groupId, meterId);
    const reading: Reading = {
      meterId,
      register: input.register ?? meter.registers[0]?.id ?? '',
      date: input.date,
      valueMilli: input.valueMilli,
      source: input.source ?? 'manual',
      kind: input.kind ?? 'regular',
    };
    const isConfirmed = input.isConfirmed === true || reading.source === 'import';
    const taken = await takeReading({ reader, group, meter, reading, at, isConfirmed });
    if (taken.known !== null) return { writes: [], answer: taken.known };
    const record: ReadingRecord = {
      ...reading,
      id: services.newId(),
      version: 1,
      needsReview: taken.needsReview,
      reasons: taken.reasons,
      createdBy: member.id,
      createdAt: at,
      updatedAt: at,
    };
    return { writes: [put(readings, record), ...scheduleWrites(meter, record)], answer: record };
  });
}

/** The next reading is due later now; the meter is written only when that changes its day. A guess is no reading. */
function scheduleWrites(meter: MeterRecord, { date, source, createdAt }: ReadingRecord): readonly Write[] {
  if (meter.nextReadingOn === null || source === 'estimate') return [];
  const next = withNextReading(meter, date);
  if (next.nextReadingOn === null || next.nextReadingOn <= meter.nextReadingOn) return [];
  return [put(meters, { ...next, version: meter.version + 1, updatedAt: createdAt })];
}
