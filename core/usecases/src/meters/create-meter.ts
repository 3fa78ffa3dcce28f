import {
  AppError,
  assertMeter,
  localDateAt,
  type MeterRegister,
  parseLocalDate,
  type Resource,
} from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import type { Group } from '../groups/group.ts';
import { groupPartition, openGroup, requireMembers } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { GROUP_METERS_MAX, type MeterRecord, meters, metersOf, withNextReading } from './meter.ts';

export interface CreateMeterInput {
  readonly name: string;
  readonly resource: Resource;
  readonly unit: string;
  readonly digits?: number | null;
  readonly isRolloverAllowed?: boolean;
  /** Left out: one register, 'total'. */
  readonly registers?: readonly MeterRegister[];
  readonly parentMeterId?: string | null;
  readonly memberIds?: readonly string[] | null;
  readonly resolutionMilli?: number;
  readonly verifiedThrough?: string | null;
  readonly serialNumber?: string | null;
  readonly readingEveryMonths?: number | null;
  readonly readingDay?: number | null;
}

const UNIT_MILLI = 1000;

/** Errors: `not_found`, `forbidden`, `invalid_input`, `not_a_member`, `state_not_allowed` when the group has 200 meters. */
export async function createMeter(
  services: Services,
  context: RequestContext,
  groupId: string,
  input: CreateMeterInput,
): Promise<MeterRecord> {
  const request = { partition: groupPartition(groupId), verb: 'meters/create-meter', input };
  return runCommand(services, context, request, async (reader, at) => {
    const { group, member } = await openGroup(reader, context, groupId, 'run');
    const others = await metersOf(reader, groupId);
    if (others.length >= GROUP_METERS_MAX) {
      throw new AppError('state_not_allowed', `A group has at most ${GROUP_METERS_MAX} meters.`);
    }
    const meter: MeterRecord = {
      id: services.newId(),
      version: 1,
      groupId,
      name: input.name,
      resource: input.resource,
      unit: input.unit,
      digits: input.digits ?? null,
      isRolloverAllowed: input.isRolloverAllowed ?? false,
      registers: input.registers ?? [{ id: 'total', name: 'total' }],
      parentMeterId: input.parentMeterId ?? null,
      memberIds: input.memberIds ?? null,
      resolutionMilli: input.resolutionMilli ?? UNIT_MILLI,
      verifiedThrough: input.verifiedThrough ?? null,
      retiredOn: null,
      serialNumber: input.serialNumber ?? null,
      tariff: null,
      readingEveryMonths: input.readingEveryMonths ?? null,
      readingDay: input.readingDay ?? null,
      readingFrom: localDateAt(at, group.timeZone),
      nextReadingOn: null,
      askedThrough: null,
      nextAskOn: null,
      createdBy: member.id,
      createdAt: at,
      updatedAt: at,
    };
    requireMeter(group, meter, others);
    const scheduled = withNextReading(meter, null);
    return { writes: [put(meters, scheduled)], answer: scheduled };
  });
}

/** Errors: `invalid_input`, `not_a_member`, `not_found` for its master. */
export function requireMeter(group: Group, meter: MeterRecord, others: readonly MeterRecord[]): void {
  assertMeter(meter);
  if (meter.verifiedThrough !== null) parseLocalDate(meter.verifiedThrough);
  const memberIds = meter.memberIds ?? [];
  requireMembers(group, memberIds);
  if (new Set(memberIds).size < memberIds.length) {
    throw new AppError('invalid_input', 'Somebody is named twice among those the meter serves.');
  }
  if (meter.parentMeterId === null) return;
  const parent = others.find(({ id }) => id === meter.parentMeterId);
  if (parent === undefined) throw new AppError('not_found', 'There is no such master meter in this group.');
  const isMaster = others.some(({ parentMeterId }) => parentMeterId === meter.id);
  if (parent.id === meter.id || parent.parentMeterId !== null || isMaster) {
    throw new AppError('invalid_input', 'A submeter stands behind a master meter, and no other behind it.');
  }
}
