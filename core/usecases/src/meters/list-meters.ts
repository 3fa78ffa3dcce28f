import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { type MeterRecord, meters } from './meter.ts';

export interface MeterPage {
  readonly meters: readonly MeterRecord[];
  readonly nextCursor: string | null;
}

/** In the order they were made, retired ones included. Errors: `not_found`. */
export async function listMeters(
  services: Services,
  context: RequestContext,
  groupId: string,
  page: { readonly cursor?: string; readonly limit: number },
): Promise<MeterPage> {
  await openGroup(services.store, context, groupId, 'see');
  const found = await services.store.list(meters, groupPartition(groupId), {
    index: 'byId',
    limit: page.limit + 1,
    ...(page.cursor === undefined ? {} : { after: page.cursor }),
  });
  const shown = found.slice(0, page.limit).map(({ document }) => document);
  return { meters: shown, nextCursor: found.length > page.limit ? (shown.at(-1)?.id ?? null) : null };
}
