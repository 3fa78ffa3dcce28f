import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { meterOf } from './meter.ts';
import { type ReadingRecord, readings } from './reading.ts';

export interface ReadingPage {
  readonly readings: readonly ReadingRecord[];
  readonly nextCursor: string | null;
}

/** Newest first, those that wait for a review included. Errors: `not_found`. */
export async function listReadings(
  services: Services,
  context: RequestContext,
  groupId: string,
  meterId: string,
  page: { readonly cursor?: string; readonly limit: number },
): Promise<ReadingPage> {
  await openGroup(services.store, context, groupId, 'see');
  await meterOf(services.store, groupId, meterId);
  const found = await services.store.list(readings, groupPartition(groupId), {
    index: 'byMeter',
    prefix: `${meterId}|`,
    limit: page.limit + 1,
    isDescending: true,
    ...(page.cursor === undefined ? {} : { before: page.cursor }),
  });
  const shown = found.slice(0, page.limit);
  return {
    readings: shown.map(({ document }) => document),
    nextCursor: found.length > page.limit ? (shown.at(-1)?.key ?? null) : null,
  };
}
