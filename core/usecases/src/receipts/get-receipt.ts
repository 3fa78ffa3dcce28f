import { AppError, fromWire, type LocalDate, type PaymentMethod, toWire } from '@shared-payments/domain';
import { bills } from '../bills/bill.ts';
import type { Group } from '../groups/group.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import { type Payment, payments } from '../payments/payment.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import type { Reader } from '../ports/store.ts';
import { contentHash } from '../statements/canonical-json.ts';

interface Party {
  readonly id: string;
  readonly name: string;
}

/** All that a receipt says. A refund makes another one, with a hash of its own. */
export interface ReceiptContent {
  readonly format: 1;
  readonly kind: 'receipt';
  readonly group: { readonly id: string; readonly name: string; readonly timeZone: string };
  readonly number: string;
  readonly paymentId: string;
  readonly date: LocalDate;
  readonly from: Party;
  readonly to: Party;
  readonly currency: string;
  readonly amountMinor: number;
  readonly method: PaymentMethod;
  readonly notes: string | null;
  readonly settled: readonly { readonly billId: string; readonly title: string; readonly amountMinor: number }[];
  readonly givenBack: readonly {
    readonly id: string;
    readonly kind: 'refund' | 'chargeback';
    readonly date: LocalDate;
    readonly amountMinor: number;
  }[];
  /** The amount less what was given back. */
  readonly remainingMinor: number;
}

export interface Receipt {
  readonly content: ReceiptContent;
  /** Of the content's canonical JSON, in hex. */
  readonly sha256: string;
}

const GIVEN_BACK_MAX = 200;
const NUMBER_DIGITS = 8;

/** The receipt of a posted payment as of now. Errors: `not_found`, `state_not_allowed` for a payment that is not posted. */
export async function getReceipt(
  services: Services,
  context: RequestContext,
  groupId: string,
  paymentId: string,
): Promise<Receipt> {
  const { store } = services;
  const { group } = await openGroup(store, context, groupId, 'see');
  return receiptOf(store, group, paymentId);
}

/** Errors: as `getReceipt`. */
export async function receiptOf(
  reader: Pick<Reader, 'get' | 'list'>,
  group: Group,
  paymentId: string,
): Promise<Receipt> {
  const partition = groupPartition(group.id);
  const payment = await reader.get(payments, partition, paymentId);
  if (!payment) throw new AppError('not_found', 'There is no such payment in this group.');
  if (payment.state !== 'posted' || payment.origin)
    throw new AppError('state_not_allowed', 'A receipt is for a payment that arrived and gives nothing back.', {
      state: payment.state,
    });
  const range = { index: 'byOrigin', prefix: `${paymentId}|`, limit: GIVEN_BACK_MAX };
  const back = (await reader.list(payments, partition, range)).map(({ document }) => document);
  const settled: ReceiptContent['settled'][number][] = [];
  for (const { billId, amountMinor } of payment.course?.bills ?? []) {
    const bill = await reader.get(bills, partition, billId);
    settled.push({ billId, title: bill?.title ?? '', amountMinor });
  }
  const content = receiptContent(group, payment, settled, back);
  return { content, sha256: contentHash(content) };
}

function receiptContent(
  group: Group,
  payment: Payment,
  settled: ReceiptContent['settled'],
  back: readonly Payment[],
): ReceiptContent {
  const partyOf = (id: string) => ({ id, name: group.members.find((member) => member.id === id)?.name ?? '' });
  const givenBack = back.flatMap(({ id, state, date, amountMinor, origin }) =>
    state === 'posted' && origin ? [{ id, kind: origin.kind, date, amountMinor }] : [],
  );
  const returned = givenBack.reduce((sum, { amountMinor }) => sum + fromWire(amountMinor), 0n);
  const { id: paymentId, date, currency, amountMinor, method, notes } = payment;
  return {
    format: 1,
    kind: 'receipt',
    group: { id: group.id, name: group.name, timeZone: group.timeZone },
    number: `${date.replaceAll('-', '')}-${paymentId.slice(-NUMBER_DIGITS).toUpperCase()}`,
    paymentId,
    date,
    from: partyOf(payment.from),
    to: partyOf(payment.to),
    currency,
    amountMinor,
    method,
    notes,
    settled,
    givenBack,
    remainingMinor: toWire(fromWire(amountMinor) - returned),
  };
}
