import { parseLocalDate } from '@shared-payments/domain';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { KEY_RANGE_LIMIT_MAX } from '../ports/store.ts';
import { type Bill, type BillState, bills } from './bill.ts';

export interface BillFilter {
  /** Words of title, notes or category, in any case and without accents. */
  readonly search?: string;
  readonly memberId?: string;
  readonly category?: string;
  readonly state?: BillState;
  readonly from?: string;
  readonly through?: string;
  readonly cursor?: string;
  readonly limit: number;
}

export interface BillPage {
  readonly bills: readonly Bill[];
  readonly nextCursor: string | null;
}

// A filter that fits little reads on, but not for ever: the next page goes on where this one stopped.
const BILLS_READ_MAX = 20_000;

/** Newest first. A page may be short of `limit`, even empty, and still have a next one. Errors: `not_found`, `invalid_input` for a day that is none. */
export async function listBills(
  services: Services,
  context: RequestContext,
  groupId: string,
  filter: BillFilter,
): Promise<BillPage> {
  await openGroup(services.store, context, groupId, 'see');
  for (const day of [filter.from, filter.through]) if (day !== undefined) parseLocalDate(day);
  const fits = filterOf(filter);
  const found: Bill[] = [];
  const chunk = isPlain(filter) ? filter.limit + 1 : KEY_RANGE_LIMIT_MAX;
  // '~' sorts after every id, so the last day is part of the range.
  let before = filter.cursor ?? (filter.through === undefined ? undefined : `${filter.through}|~`);
  for (let read = 0; read < BILLS_READ_MAX; read += chunk) {
    const page = await services.store.list(bills, groupPartition(groupId), {
      index: 'byDate',
      limit: chunk,
      isDescending: true,
      ...(filter.from === undefined ? {} : { after: filter.from }),
      ...(before === undefined ? {} : { before }),
    });
    for (const { key, document } of page) {
      if (found.length === filter.limit) return { bills: found, nextCursor: before ?? null };
      if (fits(document)) found.push(document);
      before = key;
    }
    if (page.length < chunk) return { bills: found, nextCursor: null };
  }
  return { bills: found, nextCursor: before ?? null };
}

function isPlain({ search, memberId, category, state }: BillFilter): boolean {
  return search === undefined && memberId === undefined && category === undefined && state === undefined;
}

function filterOf(filter: BillFilter): (bill: Bill) => boolean {
  const words = folded(filter.search ?? '')
    .split(/\s+/)
    .filter(Boolean);
  return (bill) => {
    if (filter.state !== undefined && bill.state !== filter.state) return false;
    if (filter.category !== undefined && bill.category !== filter.category) return false;
    if (filter.memberId !== undefined && !names(bill, filter.memberId)) return false;
    const text = words.length === 0 ? '' : folded(`${bill.title} ${bill.notes ?? ''} ${bill.category ?? ''}`);
    return words.every((word) => text.includes(word));
  };
}

function names(bill: Bill, memberId: string): boolean {
  return (
    bill.shares.some((share) => share.memberId === memberId) || bill.payers.some((payer) => payer.memberId === memberId)
  );
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
