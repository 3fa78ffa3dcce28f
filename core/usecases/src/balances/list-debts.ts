import { createPairwiseLedger, exponentOf, type PairDebt, toWire } from '@shared-payments/domain';
import { bills } from '../bills/bill.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import { payments } from '../payments/payment.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import type { Reader } from '../ports/store.ts';
import { everyDocument } from './every-document.ts';

export interface Debt {
  readonly from: string;
  readonly to: string;
  readonly amountMinor: number;
}

/** Who owes whom, netted between each two members; a member's debts sum to the balance. Errors: `not_found`, `unknown_currency`. */
export async function listDebts(
  services: Services,
  context: RequestContext,
  groupId: string,
  query: { readonly currency?: string },
): Promise<{ readonly currency: string; readonly debts: readonly Debt[] }> {
  const { group } = await openGroup(services.store, context, groupId, 'see');
  const currency = query.currency ?? group.currency;
  exponentOf(currency);
  const debts = await pairwiseDebts(services.store, groupId, currency);
  return {
    currency,
    debts: debts.map(({ from, to, amountMinor }) => ({ from, to, amountMinor: toWire(amountMinor) })),
  };
}

/** `through`: only what is dated until then, that day included. */
export async function pairwiseDebts(
  reader: Reader,
  groupId: string,
  currency: string,
  through?: string,
): Promise<readonly PairDebt[]> {
  const ledger = createPairwiseLedger();
  const partition = groupPartition(groupId);
  const before = through === undefined ? undefined : `${through}|~`;
  for await (const bill of everyDocument(reader, bills, partition, 'byDate', before)) {
    if (bill.state === 'approved' && bill.currency === currency) ledger.addBill(bill);
  }
  for await (const payment of everyDocument(reader, payments, partition, 'byDate', before)) {
    if (payment.state === 'posted' && payment.currency === currency)
      ledger.addPayment(payment.from, payment.to, payment.amountMinor);
  }
  return ledger.debts();
}
