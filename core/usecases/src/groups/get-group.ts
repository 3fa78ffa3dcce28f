import type { RequestContext, Services } from '../ports/services.ts';
import type { Group } from './group.ts';
import { openGroup } from './rights.ts';

/** Errors: `not_found`. */
export async function getGroup(services: Services, context: RequestContext, groupId: string): Promise<Group> {
  const { group } = await openGroup(services.store, context, groupId, 'see');
  return group;
}
