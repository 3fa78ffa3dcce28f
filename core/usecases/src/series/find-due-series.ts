import { addDays, localDateAt } from '@shared-payments/domain';
import type { Services } from '../ports/services.ts';
import { recurringBills } from './recurring-bill.ts';

export interface DueSeries {
  readonly groupId: string;
  readonly seriesId: string;
  /** Hand it back as `after` to read on behind this one. */
  readonly cursor: string;
}

/** At most `limit` series, of all groups, that may be due somewhere on earth now. */
export async function findDueSeries(services: Services, limit: number, after?: string): Promise<readonly DueSeries[]> {
  // The first place on earth where it is tomorrow is 14 hours ahead.
  const latest = addDays(localDateAt(services.now(), 'UTC'), 1);
  const range = { index: 'byNextDate', before: `${latest}|~`, limit, ...(after === undefined ? {} : { after }) };
  const found = await services.store.find(recurringBills, range);
  return found.map(({ key, document }) => ({ groupId: document.groupId, seriesId: document.id, cursor: key }));
}
