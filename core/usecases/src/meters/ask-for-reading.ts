import { localDateAt } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { groups } from '../groups/group.ts';
import { groupPartition } from '../groups/rights.ts';
import type { Services } from '../ports/services.ts';
import { type MeterRecord, meters, withNextReading } from './meter.ts';
import { lastReadOn } from './reading.ts';

export const READINGS_DUE_JOB = 'job:readings-due';

/**
 * Asks for the reading of a meter that is due today in the group's time zone: the commit is what the outbox mails from, and
 * says through which day was asked, so two schedulers or a crash between ask once. Days that were missed are asked for
 * together; an archived group is passed over in silence. False: nothing was due, or it was asked for or read meanwhile.
 */
export async function askForReading(
  services: Services,
  groupId: string,
  meterId: string,
  requestId: string,
): Promise<boolean> {
  const partition = groupPartition(groupId);
  const context = { userId: READINGS_DUE_JOB, requestId };
  const request = { partition, verb: 'meters/ask-for-reading', input: { meterId } };
  return runCommand(services, context, request, async (reader, at) => {
    const meter = await reader.get(meters, partition, meterId);
    const group = await reader.get(groups, partition, groupId);
    if (!meter || !group) return { writes: [], answer: false };
    const today = localDateAt(at, group.timeZone);
    if (meter.nextAskOn === null || meter.nextAskOn > today) return { writes: [], answer: false };
    const asked: MeterRecord = { ...meter, askedThrough: today, version: meter.version + 1, updatedAt: at };
    const next = withNextReading(asked, await lastReadOn(reader, groupId, meterId));
    return { writes: [put(meters, next)], answer: true };
  });
}
