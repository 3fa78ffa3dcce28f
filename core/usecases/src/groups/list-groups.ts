import type { RequestContext, Services } from '../ports/services.ts';
import { type Group, groups } from './group.ts';

export interface GroupPage {
  readonly groups: readonly Group[];
  readonly nextCursor: string | null;
}

/** The groups one is a member of now, archived ones included, in the order they were started. */
export async function listGroups(
  services: Services,
  context: RequestContext,
  page: { readonly cursor?: string; readonly limit: number },
): Promise<GroupPage> {
  const prefix = `${context.userId}|`;
  const found = await services.store.find(groups, {
    index: 'byUser',
    prefix,
    limit: page.limit + 1,
    ...(page.cursor === undefined ? {} : { after: `${prefix}${page.cursor}` }),
  });
  const shown = found.slice(0, page.limit).map(({ document }) => document);
  return { groups: shown, nextCursor: found.length > page.limit ? (shown.at(-1)?.id ?? null) : null };
}
