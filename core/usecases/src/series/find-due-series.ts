import { addDays, localDateAt } from '@shared-payments/domain';
import type { Services } from '../ports/services.ts';
import { recurringBills } from './recurring-bill.ts';

/** At most `limit` series, of all groups, that may be due somewhere on earth now. */
export async function findDueSeries(
  services: Services,
  limit: number,
): Promise<readonly { readonly groupId: string; readonly seriesId: string }[]> {
  // The first place on earth where it is tomorrow is 14 hours ahead.
  const latest = addDays(localDateAt(services.now(), 'UTC'), 1);
  const found = await services.store.find(recurringBills, { index: 'byNextDate', before: `${latest}|~`, limit });
  return found.map(({ document }) => ({ groupId: document.groupId, seriesId: document.id }));
}
