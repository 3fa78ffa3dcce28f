import { type ChargeLine, exponentOf, fromWire, toWire } from '@shared-payments/domain';
import { groupPartition, openGroup } from '../groups/rights.ts';
import { balances } from '../ledger/collections.ts';
import { memberOf } from '../members/update-member.ts';
import { meters } from '../meters/meter.ts';
import { meterCharges } from '../meters/meter-charge.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import type { Reader } from '../ports/store.ts';
import { type AccountLine, accountLines } from './account-lines.ts';

/** Where a share comes from readings: consumption x price. */
export interface MeteredShare {
  readonly meterId: string;
  readonly unit: string;
  readonly consumptionMilli: number;
  /** Of all who share the bill. */
  readonly totalConsumptionMilli: number;
  /** They sum to the bill's total. */
  readonly lines: readonly ChargeLine[];
}

export interface ExplainedLine extends AccountLine {
  /** null for payments, and for bills that came from no meter or were changed by hand. */
  readonly metered: MeteredShare | null;
}

export interface Explanation {
  readonly memberId: string;
  readonly currency: string;
  /** The balance that all lines of all pages sum to. */
  readonly balanceMinor: number;
  readonly lines: readonly ExplainedLine[];
  /** What the lines of this page sum to. */
  readonly sumMinor: number;
  readonly nextCursor: string | null;
}

/** A bill from readings is split by meter; with true-ups of earlier periods, by exact amounts. */
const RULES_OF_METERS: ReadonlySet<string> = new Set(['meter', 'exact']);

/** 'Why do I owe this?': every bill and payment behind a balance, newest first. Errors: `not_found`, `unknown_currency`. */
export async function explainBalance(
  services: Services,
  context: RequestContext,
  groupId: string,
  memberId: string,
  query: { readonly currency?: string; readonly cursor?: string; readonly limit: number },
): Promise<Explanation> {
  const { group } = await openGroup(services.store, context, groupId, 'see');
  memberOf(group, memberId);
  const currency = query.currency ?? group.currency;
  exponentOf(currency);
  const sums = await services.store.get(balances, groupPartition(groupId), groupId);
  const lines: AccountLine[] = [];
  let before = query.cursor;
  let isMore = true;
  while (isMore && lines.length < query.limit) {
    const wanted = query.limit + 1;
    const page = await accountLines(services.store, groupId, memberId, {
      limit: wanted,
      isDescending: true,
      ...(before === undefined ? {} : { before }),
    });
    isMore = page.length === wanted;
    for (const { key, line } of page) {
      if (lines.length === query.limit) {
        isMore = true;
        break;
      }
      before = key;
      if (line.currency === currency) lines.push(line);
    }
  }
  const explained: ExplainedLine[] = [];
  for (const line of lines) {
    explained.push({ ...line, metered: await meteredShare(services.store, groupId, memberId, line) });
  }
  const sum = lines.reduce((total, line) => total + fromWire(line.netMinor), 0n);
  return {
    memberId,
    currency,
    balanceMinor: sums?.balances[currency]?.[memberId] ?? 0,
    lines: explained,
    sumMinor: toWire(sum),
    nextCursor: isMore ? (before ?? null) : null,
  };
}

async function meteredShare(
  reader: Pick<Reader, 'get' | 'list'>,
  groupId: string,
  memberId: string,
  line: AccountLine,
): Promise<MeteredShare | null> {
  if (line.kind !== 'bill' || !RULES_OF_METERS.has(line.rule)) return null;
  const range = { index: 'byBill', prefix: `${line.id}|`, limit: 1 };
  const [found] = await reader.list(meterCharges, groupPartition(groupId), range);
  const meter = found && (await reader.get(meters, groupPartition(groupId), found.document.meterId));
  if (!meter) return null;
  const { lines, consumptions } = found.document;
  if (lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0) !== line.totalMinor) return null;
  return {
    meterId: meter.id,
    unit: meter.unit,
    consumptionMilli: consumptions.find((one) => one.memberId === memberId)?.milli ?? 0,
    totalConsumptionMilli: consumptions.reduce((sum, { milli }) => sum + milli, 0),
    lines,
  };
}
