import { groupPartition, openGroup } from '../groups/rights.ts';
import { balances } from '../ledger/collections.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import type { BillShare } from './bill.ts';
import { type BillInput, billFacts } from './draft-bill.ts';
import { previewShares } from './post-bill.ts';

export interface BillPreview {
  readonly totalMinor: number;
  readonly currency: string;
  readonly shares: readonly BillShare[];
}

/** The shares as they would be charged if the bill were saved now; nothing is written. Errors: as `createBill`. */
export async function previewBill(
  services: Services,
  context: RequestContext,
  groupId: string,
  input: BillInput,
): Promise<BillPreview> {
  const { group } = await openGroup(services.store, context, groupId, 'take-part');
  const facts = billFacts(group, input);
  const sums = await services.store.get(balances, groupPartition(groupId), groupId);
  const shares = previewShares({ roundingOf: (currency) => sums?.rounding[currency] ?? {} }, facts);
  return { totalMinor: facts.totalMinor, currency: facts.currency, shares };
}
