import {
  AppError,
  type BankAccount,
  type BankTransfer,
  EPC_AMOUNT_MINOR_MAX,
  epcPayload,
  paytoLink,
} from '@shared-payments/domain';
import { groupPartition, openGroup, requireRight } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { payments } from './payment.ts';
import { bankAccounts } from './set-bank-account.ts';

export interface BankTransferView {
  readonly account: BankAccount;
  readonly amountMinor: number;
  readonly currency: string;
  /** What the payer writes on the transfer, so that the receiver finds the payment by it. */
  readonly remittance: string;
  /** The text of the QR code (EPC069-12); null where banks know none, as for other currencies than EUR. */
  readonly epc: string | null;
  readonly payto: string;
}

/** How to make a bank transfer for an approved payment. Errors: `not_found`, `forbidden`, `state_not_allowed`. */
export async function getBankTransfer(
  { store }: Services,
  context: RequestContext,
  groupId: string,
  paymentId: string,
): Promise<BankTransferView> {
  const { member } = await openGroup(store, context, groupId, 'see');
  requireRight(member, 'take-part');
  const partition = groupPartition(groupId);
  const payment = await store.get(payments, partition, paymentId);
  if (!payment) throw new AppError('not_found', 'There is no such payment in this group.');
  if (payment.method !== 'bank' || payment.state !== 'approved')
    throw new AppError('state_not_allowed', 'Only an approved payment by bank has a transfer to make.', {
      state: payment.state,
    });
  const stored = await store.get(bankAccounts, partition, payment.to);
  if (!stored)
    throw new AppError('state_not_allowed', 'The receiver has given no bank account yet: ask them, or pay in cash.', {
      memberId: payment.to,
    });
  const { holder, iban, bic } = stored;
  const { amountMinor, currency } = payment;
  const transfer = { account: { holder, iban, bic }, amountMinor, currency, remittance: `Payment ${paymentId}` };
  return { ...transfer, epc: epcOf(transfer), payto: paytoLink(transfer) };
}

function epcOf(transfer: BankTransfer): string | null {
  const isInRange = transfer.currency === 'EUR' && transfer.amountMinor <= EPC_AMOUNT_MINOR_MAX;
  return isInRange ? epcPayload(transfer) : null;
}
