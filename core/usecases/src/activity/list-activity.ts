import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { type Activity, activityOf, isShown } from './activity.ts';

export interface ActivityPage {
  readonly activities: readonly Activity[];
  /** The seq to continue before; null at the beginning of the group. */
  readonly nextCursor: string | null;
}

/** What happened in the group, newest first. Errors: `not_found`. */
export async function listActivity(
  services: Services,
  context: RequestContext,
  groupId: string,
  page: { readonly before?: number; readonly limit: number },
): Promise<ActivityPage> {
  await openGroup(services.store, context, groupId, 'see');
  const partition = groupPartition(groupId);
  const commits = await services.store.readPartition(partition, {
    limit: page.limit + 1,
    isDescending: true,
    ...(page.before === undefined ? {} : { before: page.before }),
  });
  const shown = commits.slice(0, page.limit).filter((commit) => commit.changes.some(isShown));
  const activities = await Promise.all(shown.map((commit) => activityOf(services.store, partition, commit)));
  const last = commits.at(page.limit - 1);
  return { activities, nextCursor: commits.length > page.limit && last ? String(last.seq) : null };
}
