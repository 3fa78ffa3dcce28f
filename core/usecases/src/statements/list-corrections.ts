import { AppError, fromWire, memberAccount, toWire } from '@shared-payments/domain';
import { everyDocument } from '../balances/every-document.ts';
import { bills } from '../bills/bill.ts';
import type { Group } from '../groups/group.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import { type Entry, entries, ownDate } from '../ledger/collections.ts';
import { payments } from '../payments/payment.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { closingOf } from './list-closings.ts';
import { withoutPairs } from './month-book.ts';

/** What one command changed of one bill or payment that belongs to a closed month. */
export interface Correction {
  /** The entry that was posted first. */
  readonly id: string;
  readonly kind: 'bill' | 'payment';
  readonly causeId: string;
  readonly title: string;
  readonly currency: string;
  /** The day it belongs to, and the day it was posted on. */
  readonly date: string;
  readonly bookedOn: string;
  readonly at: number;
  /** A member's id; null for a job, a gateway or somebody of another server. */
  readonly by: string | null;
  readonly members: readonly {
    readonly memberId: string;
    readonly beforeMinor: number;
    readonly afterMinor: number;
  }[];
}

const ENTRIES_MAX = 2_000;

/**
 * What changed since a month was closed: everything that belongs to it or to a month before and was posted after it, so that
 * a frozen closing balance plus these is what the balance of that day is held to be now.
 * Errors: `not_found` for a month that is not closed, `too_large` beyond 2,000 entries.
 */
export async function listCorrections(
  services: Services,
  context: RequestContext,
  groupId: string,
  month: string,
): Promise<{ readonly month: string; readonly corrections: readonly Correction[] }> {
  const { store } = services;
  const { group } = await openGroup(store, context, groupId, 'see');
  const { through } = await closingOf(store, groupId, month);
  const later: Entry[] = [];
  for await (const entry of everyDocument(store, entries, groupPartition(groupId), 'byBookedFor', `${through}|~`)) {
    if (entry.date > through) later.push(entry);
    if (later.length > ENTRIES_MAX)
      throw new AppError('too_large', `More than ${ENTRIES_MAX} entries changed since: export the group instead.`);
  }
  const corrections: Correction[] = [];
  for (const { posted, at, actor } of await byCommand(services, groupId, later)) {
    const correction = await correctionOf(services, group, posted, { at, actor });
    if (correction) corrections.push(correction);
  }
  return { month, corrections: corrections.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)) };
}

interface Step {
  readonly posted: Entry[];
  readonly at: number;
  readonly actor: string;
}

/** The entries by the commit that posted them and what they were posted for. */
async function byCommand({ store }: Services, groupId: string, later: readonly Entry[]): Promise<Iterable<Step>> {
  const partition = groupPartition(groupId);
  const steps = new Map<string, Step>();
  for (const entry of later) {
    const seq = await store.seqOf(entries, partition, entry.id);
    const key = `${seq} ${entry.cause.kind} ${entry.cause.id} ${entry.currency}`;
    const known = steps.get(key);
    if (known) {
      known.posted.push(entry);
      continue;
    }
    const [commit] = await store.readPartition(partition, { after: seq - 1, limit: 1 });
    steps.set(key, { posted: [entry], at: commit?.at ?? 0, actor: commit?.actor ?? '' });
  }
  return steps.values();
}

async function correctionOf(
  { store }: Services,
  group: Group,
  posted: readonly Entry[],
  { at, actor }: Omit<Step, 'posted'>,
): Promise<Correction | undefined> {
  const kept = withoutPairs(posted);
  const [first] = kept;
  if (!first) return undefined;
  const { kind, id } = first.cause;
  const partition = groupPartition(group.id);
  const title =
    kind === 'bill'
      ? (await store.get(bills, partition, id))?.title
      : ((await store.get(payments, partition, id))?.notes ?? '');
  const memberIds = group.members.map((member) => member.id);
  const members = memberIds.flatMap((memberId) => {
    const before = -sumOf(kept, memberId, true);
    const after = sumOf(kept, memberId, false);
    return before === after ? [] : [{ memberId, beforeMinor: toWire(before), afterMinor: toWire(after) }];
  });
  return {
    id: first.id,
    kind,
    causeId: id,
    title: title ?? '',
    currency: first.currency,
    date: ownDate(first),
    bookedOn: first.date,
    at,
    by: group.members.find(({ userId }) => userId === actor)?.id ?? null,
    members,
  };
}

function sumOf(posted: readonly Entry[], memberId: string, isReversal: boolean): bigint {
  const account = memberAccount(memberId);
  return posted
    .filter(({ reversalOf }) => (reversalOf !== null) === isReversal)
    .flatMap(({ lines }) => lines.filter((line) => line.account === account))
    .reduce((sum, { amountMinor }) => sum + fromWire(amountMinor), 0n);
}
