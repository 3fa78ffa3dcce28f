import { AppError, type Reading } from '@shared-payments/domain';
import { put } from '../command/writes.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { changeMeter, type MeterToChange } from './change-meter.ts';
import { type MeterRecord, withNextReading } from './meter.ts';
import { lastReadOn, type ReadingRecord, readings } from './reading.ts';
import { takeReading } from './take-reading.ts';

export interface ReplaceMeterInput {
  readonly date: string;
  /** One for each register of the meter. */
  readonly registers: readonly {
    readonly register: string;
    readonly finalMilli: number;
    readonly initialMilli: number;
  }[];
  readonly serialNumber?: string | null;
  readonly verifiedThrough?: string | null;
  /** Keeps an implausible final reading, to be reviewed. */
  readonly isConfirmed?: boolean;
}

/**
 * Another device in the same place: the last value of the old one and the first of the new one, so that nothing used is lost and
 * nothing is counted below 0. Errors: `not_found`, `forbidden`, `precondition_required`, and those of `addReading`.
 */
export async function replaceMeter(
  services: Services,
  context: RequestContext,
  groupId: string,
  meterId: string,
  input: ReplaceMeterInput,
): Promise<MeterRecord> {
  const request = { groupId, meterId, verb: 'meters/replace-meter', input };
  return changeMeter(services, context, request, async (current) => {
    const { meter } = current;
    requireEveryRegister(meter, input);
    const fresh: ReadingRecord[] = [];
    for (const { register, finalMilli, initialMilli } of input.registers) {
      const base = { meterId, register, date: input.date, source: 'manual' } as const;
      fresh.push(
        await swapReading(services, current, input, { ...base, valueMilli: finalMilli, kind: 'final' }),
        await swapReading(services, current, input, { ...base, valueMilli: initialMilli, kind: 'initial' }),
      );
    }
    const last = await lastReadOn(current.reader, groupId, meterId);
    const changed = withNextReading(
      {
        ...meter,
        serialNumber: input.serialNumber ?? null,
        verifiedThrough: input.verifiedThrough ?? null,
      },
      last !== null && last > input.date ? last : input.date,
    );
    return { meter: changed, writes: fresh.map((reading) => put(readings, reading)) };
  });
}

function requireEveryRegister({ registers }: MeterRecord, input: ReplaceMeterInput): void {
  const named = input.registers.map(({ register }) => register);
  if (named.length === registers.length && registers.every(({ id }) => named.includes(id))) return;
  throw new AppError('invalid_input', 'Say the final and the initial reading of every register.', {
    registers: registers.map(({ id }) => id),
  });
}

async function swapReading(
  services: Services,
  { reader, group, member, meter, at }: MeterToChange,
  input: ReplaceMeterInput,
  reading: Reading,
): Promise<ReadingRecord> {
  const isConfirmed = input.isConfirmed === true;
  const taken = await takeReading({ reader, group, meter, reading, at, isConfirmed });
  if (taken.known !== null) throw new AppError('conflict', 'A swap on that day was recorded already.');
  const { needsReview, reasons } = taken;
  const record = { ...reading, id: services.newId(), version: 1, needsReview, reasons };
  return { ...record, createdBy: member.id, createdAt: at, updatedAt: at };
}
