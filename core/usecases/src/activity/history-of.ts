import { groupPartition } from '../groups/rights.ts';
import type { Services } from '../ports/services.ts';
import type { Collection } from '../store/collection.ts';
import { type Activity, activityOf } from './activity.ts';

const STEPS_MAX = 200;

/** Every version of one document, newest first, at most 200: follows the log from commit to replaced commit. */
export async function historyOf(
  services: Services,
  groupId: string,
  collection: Collection<never>,
  id: string,
): Promise<readonly Activity[]> {
  const partition = groupPartition(groupId);
  const steps: Activity[] = [];
  let seq: number | null = await services.store.seqOf(collection, partition, id);
  while (seq && steps.length < STEPS_MAX) {
    const [commit] = await services.store.readPartition(partition, { after: seq - 1, limit: 1 });
    const change = commit?.changes.find((one) => one.collection === collection.name && one.id === id);
    if (!commit || !change) break;
    steps.push(await activityOf(services.store, partition, commit, (one) => one === change));
    seq = change.replaces;
  }
  return steps;
}
