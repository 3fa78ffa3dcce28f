import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { type Payment, payments } from './payment.ts';

export interface PaymentPage {
  readonly payments: readonly Payment[];
  readonly nextCursor: string | null;
}

/** Newest first. Errors: `not_found`. */
export async function listPayments(
  services: Services,
  context: RequestContext,
  groupId: string,
  page: { readonly cursor?: string; readonly limit: number },
): Promise<PaymentPage> {
  await openGroup(services.store, context, groupId, 'see');
  const found = await services.store.list(payments, groupPartition(groupId), {
    index: 'byDate',
    limit: page.limit + 1,
    isDescending: true,
    ...(page.cursor === undefined ? {} : { before: page.cursor }),
  });
  const shown = found.slice(0, page.limit);
  return {
    payments: shown.map(({ document }) => document),
    nextCursor: found.length > page.limit ? (shown.at(-1)?.key ?? null) : null,
  };
}
