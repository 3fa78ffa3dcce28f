import { billOf } from '../bills/get-bill.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { type Comment, comments } from './comment.ts';

export interface CommentPage {
  readonly comments: readonly Comment[];
  readonly nextCursor: string | null;
}

/** Oldest first. Errors: `not_found`. */
export async function listComments(
  services: Services,
  context: RequestContext,
  groupId: string,
  billId: string,
  page: { readonly cursor?: string; readonly limit: number },
): Promise<CommentPage> {
  await openGroup(services.store, context, groupId, 'see');
  await billOf(services.store, groupId, billId);
  const prefix = `${billId}|`;
  const found = await services.store.list(comments, groupPartition(groupId), {
    index: 'byBill',
    prefix,
    limit: page.limit + 1,
    ...(page.cursor === undefined ? {} : { after: `${prefix}${page.cursor}` }),
  });
  const shown = found.slice(0, page.limit).map(({ document }) => document);
  return { comments: shown, nextCursor: found.length > page.limit ? (shown.at(-1)?.id ?? null) : null };
}
