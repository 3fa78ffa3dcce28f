import { AppError } from '@shared-payments/domain';
import { groupPartition, openGroup } from '../groups/rights.ts';
import { monthId } from '../ledger/collections.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import type { Reader } from '../ports/store.ts';
import { type Closing, closings } from './closing.ts';

export interface ClosingPage {
  readonly closings: readonly Closing[];
  readonly nextCursor: string | null;
}

/** Closed months, newest first. Errors: `not_found`. */
export async function listClosings(
  services: Services,
  context: RequestContext,
  groupId: string,
  query: { readonly cursor?: string; readonly limit: number },
): Promise<ClosingPage> {
  await openGroup(services.store, context, groupId, 'see');
  const found = await services.store.list(closings, groupPartition(groupId), {
    index: 'byMonth',
    limit: query.limit + 1,
    isDescending: true,
    ...(query.cursor === undefined ? {} : { before: query.cursor }),
  });
  const page = found.slice(0, query.limit);
  const nextCursor = found.length > query.limit ? (page.at(-1)?.key ?? null) : null;
  return { closings: page.map(({ document }) => document), nextCursor };
}

/** Errors: `not_found` for a month that is open, or in which nothing was posted when later ones were closed. */
export async function getClosing(
  services: Services,
  context: RequestContext,
  groupId: string,
  month: string,
): Promise<Closing> {
  await openGroup(services.store, context, groupId, 'see');
  return closingOf(services.store, groupId, month);
}

export async function closingOf(reader: Pick<Reader, 'get'>, groupId: string, month: string): Promise<Closing> {
  const closing = await reader.get(closings, groupPartition(groupId), monthId(groupId, month));
  if (!closing) throw new AppError('not_found', 'This month is not closed.');
  return closing;
}
