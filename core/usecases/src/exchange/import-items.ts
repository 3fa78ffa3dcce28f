import { type ImportedItem, toWire } from '@shared-payments/domain';
import { type Bill, bills } from '../bills/bill.ts';
import { postBill } from '../bills/post-bill.ts';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import { type GroupLedger, openLedger } from '../ledger/group-ledger.ts';
import { payments } from '../payments/payment.ts';
import { postPayment } from '../payments/record-payment.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import type { Reader, Write } from '../ports/store.ts';

export interface ImportCounts {
  readonly importedCount: number;
  readonly knownCount: number;
}

// Small enough for one document of any store, large enough that 100,000 rows take minutes, not hours.
const ITEMS_PER_COMMIT = 200;

/** Commits the items piece by piece; the last one carries the request's Idempotency-Key, so a replay gets the same counts. */
export async function importItems(
  services: Services,
  context: RequestContext,
  groupId: string,
  items: readonly ImportedItem[],
  memberIds: ReadonlyMap<string, string>,
): Promise<ImportCounts> {
  const kept = items.filter((item) => !item.isDeleted && item.totalMinor !== 0n);
  let counts: ImportCounts = { importedCount: 0, knownCount: 0 };
  for (let start = 0; start < kept.length; start += ITEMS_PER_COMMIT) {
    const piece = kept.slice(start, start + ITEMS_PER_COMMIT);
    counts = await importPiece(
      services,
      context,
      groupId,
      piece,
      memberIds,
      counts,
      start + ITEMS_PER_COMMIT >= kept.length,
    );
  }
  return counts;
}

async function importPiece(
  services: Services,
  context: RequestContext,
  groupId: string,
  piece: readonly ImportedItem[],
  memberIds: ReadonlyMap<string, string>,
  before: ImportCounts,
  isLast: boolean,
): Promise<ImportCounts> {
  const { idempotencyKey: _ofTheLastPiece, ...once } = context;
  // What makes two imports the same request: everything that was asked for, which the first item's id stands for.
  const request = {
    partition: groupPartition(groupId),
    verb: 'exchange/import-items',
    input: piece[0]?.sourceId ?? null,
  };
  return runCommand(services, isLast ? context : once, request, async (reader, at) => {
    const { member } = await openGroup(reader, context, groupId, 'run');
    const ledger = await openLedger(reader, groupId);
    const writes: Write[] = [];
    let knownCount = 0;
    for (const item of piece) {
      const made = { createdBy: member.id, at, memberIds };
      const write = (await isKnown(reader, groupId, item)) ? undefined : await writeOf(services, ledger, item, made);
      if (write) writes.push(write);
      else knownCount += 1;
    }
    const answer = { importedCount: before.importedCount + writes.length, knownCount: before.knownCount + knownCount };
    return { writes: [...writes, ...ledger.writes()], answer };
  });
}

const sourceKeyOf = (item: ImportedItem) => `import:${item.sourceId}`;

async function isKnown(reader: Reader, groupId: string, item: ImportedItem): Promise<boolean> {
  const range = { index: 'bySource', prefix: sourceKeyOf(item), limit: 1 };
  const partition = groupPartition(groupId);
  const found =
    item.kind === 'bill' ? await reader.list(bills, partition, range) : await reader.list(payments, partition, range);
  return found[0]?.key === sourceKeyOf(item);
}

interface Made {
  readonly createdBy: string;
  readonly at: number;
  readonly memberIds: ReadonlyMap<string, string>;
}

async function writeOf(services: Services, ledger: GroupLedger, item: ImportedItem, made: Made): Promise<Write> {
  const amounts = (list: ImportedItem['shares']) =>
    list.map(({ memberKey, amountMinor }) => ({
      memberId: made.memberIds.get(memberKey) ?? '',
      amountMinor: toWire(amountMinor),
    }));
  const common = {
    id: services.newId(),
    version: 1,
    date: item.date,
    currency: item.currency,
    notes: lines(item.notes, NOTES_MAX),
    sourceKey: sourceKeyOf(item),
    createdBy: made.createdBy,
    createdAt: made.at,
    updatedAt: made.at,
  };
  const [payer] = amounts(item.payers);
  const [receiver] = amounts(item.shares);
  if (item.kind === 'payment' && payer && receiver) {
    const payment = {
      ...common,
      from: payer.memberId,
      to: receiver.memberId,
      amountMinor: payer.amountMinor,
      method: 'other' as const,
    };
    return put(payments, await postPayment(services, ledger, { ...payment, notes: line(item.title, TITLE_MAX) }));
  }
  const bill: Omit<Bill, 'shares' | 'entryId' | 'state'> = {
    ...common,
    title: line(item.title, TITLE_MAX) ?? line(item.category, TITLE_MAX) ?? 'Imported',
    dueOn: null,
    category: line(item.category, CATEGORY_MAX),
    totalMinor: toWire(item.totalMinor),
    original: item.original ? { ...item.original, amountMinor: toWire(item.original.amountMinor) } : null,
    payers: amounts(item.payers),
    split: { method: 'exact', amounts: amounts(item.shares) },
    disputes: [],
    inferred: item.inferred,
  };
  return put(bills, await postBill(services, ledger, bill));
}

const TITLE_MAX = 200;
const CATEGORY_MAX = 60;
const NOTES_MAX = 5_000;

/** One line as people may type it here; null when nothing is left. */
function line(text: string | undefined, maxLength: number): string | null {
  const clean = (text ?? '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, maxLength);
  return clean === '' ? null : clean;
}

function lines(text: string | undefined, maxLength: number): string | null {
  const clean = (text ?? '')
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .trim()
    .slice(0, maxLength);
  return clean === '' ? null : clean;
}
