import { addDays, localDateAt } from '@shared-payments/domain';
import type { Services } from '../ports/services.ts';
import { meters } from './meter.ts';

export interface ReadingDue {
  readonly groupId: string;
  readonly meterId: string;
}

/** At most `limit` meters, of all groups, whose reading may have to be asked for somewhere on earth now, most overdue first. */
export async function findReadingsDue(services: Services, limit: number): Promise<readonly ReadingDue[]> {
  // The first place on earth where it is tomorrow is 14 hours ahead.
  const latest = addDays(localDateAt(services.now(), 'UTC'), 1);
  const found = await services.store.find(meters, { index: 'byNextAsk', before: `${latest}|~`, limit });
  return found.map(({ document }) => ({ groupId: document.groupId, meterId: document.id }));
}
