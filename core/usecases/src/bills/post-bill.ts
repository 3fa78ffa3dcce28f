import { billLines, takeBackShares } from '@shared-payments/domain';
import { groupPartition } from '../groups/rights.ts';
import { entries } from '../ledger/collections.ts';
import type { GroupLedger } from '../ledger/group-ledger.ts';
import type { Services } from '../ports/services.ts';
import type { Reader } from '../ports/store.ts';
import type { Bill } from './bill.ts';
import { type BillFacts, chargedShares, domainShares } from './draft-bill.ts';

/** Charges the shares, moves the rounding account and posts the entry: `bill` as it counts from now on. */
export async function postBill(
  services: Pick<Services, 'newId'>,
  ledger: GroupLedger,
  bill: Omit<Bill, 'shares' | 'entryId' | 'state'>,
): Promise<Bill> {
  const { shares, account } = chargedShares(bill, ledger.roundingOf(bill.currency));
  ledger.setRounding(bill.currency, account);
  const entryId = services.newId();
  await ledger.post({
    entryId,
    posting: {
      date: bill.date,
      currency: bill.currency,
      lines: billLines({ payers: bill.payers, shares }),
      cause: { kind: 'bill', id: bill.id, version: bill.version },
    },
    spentMinor: bill.totalMinor,
  });
  return { ...bill, state: 'approved', shares, entryId };
}

/** Takes back what an approved bill posted, rounding included; drafts have nothing to take back. */
export async function unpostBill(
  services: Pick<Services, 'newId'>,
  reader: Reader,
  ledger: GroupLedger,
  groupId: string,
  bill: Bill,
): Promise<void> {
  if (bill.entryId === null) return;
  const entry = await reader.get(entries, groupPartition(groupId), bill.entryId);
  if (!entry) throw new Error(`The entry ${bill.entryId} of bill ${bill.id} is missing: run doctor.`);
  ledger.setRounding(bill.currency, takeBackShares(ledger.roundingOf(bill.currency), domainShares(bill.shares)));
  await ledger.reverse(services.newId(), entry, bill.totalMinor);
}

/** Shares for a draft or a preview: as they would be charged now, without charging them. */
export function previewShares(ledger: Pick<GroupLedger, 'roundingOf'>, facts: BillFacts): Bill['shares'] {
  return chargedShares(facts, ledger.roundingOf(facts.currency)).shares;
}
