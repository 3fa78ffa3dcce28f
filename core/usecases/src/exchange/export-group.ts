import { type ExportItem, exportFileName, exportGroupCsv, fromWire, localDateAt } from '@shared-payments/domain';
import { everyDocument } from '../balances/every-document.ts';
import { getBalances } from '../balances/get-balances.ts';
import { type Bill, bills } from '../bills/bill.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import { type Payment, payments } from '../payments/payment.ts';
import { publicPayment } from '../payments/public-payment.ts';
import type { RequestContext, Services } from '../ports/services.ts';

export interface ExportedFile {
  readonly fileName: string;
  readonly text: string;
}

/** Bills and payments in force as a table, one column per member; spreadsheets run nothing in it. Errors: `not_found`. */
export async function exportCsv(services: Services, context: RequestContext, groupId: string): Promise<ExportedFile> {
  const { group } = await openGroup(services.store, context, groupId, 'see');
  const today = localDateAt(services.now(), group.timeZone);
  const items: (ExportItem & { readonly key: string })[] = [];
  for await (const bill of everyDocument(services.store, bills, groupPartition(groupId), 'byDate')) {
    if (bill.state === 'approved') items.push(billRow(bill));
  }
  for await (const payment of everyDocument(services.store, payments, groupPartition(groupId), 'byDate')) {
    if (payment.state === 'posted') items.push(paymentRow(payment));
  }
  items.sort((a, b) => (a.key < b.key ? -1 : 1));
  const members = group.members.map(({ id, name, leftAt }) => ({ key: id, name, isActive: leftAt === null }));
  const text = exportGroupCsv({ members, items, asOf: today }, { hasByteOrderMark: true });
  return { fileName: exportFileName(group.name, today, 'csv'), text };
}

/** Group, balances, bills and payments as JSON, reversed ones and drafts included. Errors: `not_found`. */
export async function exportJson(services: Services, context: RequestContext, groupId: string): Promise<ExportedFile> {
  const { group } = await openGroup(services.store, context, groupId, 'see');
  const today = localDateAt(services.now(), group.timeZone);
  const allBills: Bill[] = [];
  const allPayments: Payment[] = [];
  for await (const bill of everyDocument(services.store, bills, groupPartition(groupId), 'byDate')) allBills.push(bill);
  for await (const payment of everyDocument(services.store, payments, groupPartition(groupId), 'byDate'))
    allPayments.push(publicPayment(payment));
  const content = {
    group,
    balances: await getBalances(services, context, groupId),
    bills: allBills,
    payments: allPayments,
  };
  return { fileName: exportFileName(group.name, today, 'json'), text: JSON.stringify(content, null, 2) };
}

function billRow(bill: Bill): ExportItem & { readonly key: string } {
  const amounts = (list: readonly { readonly memberId: string; readonly amountMinor: number }[]) =>
    list.map(({ memberId, amountMinor }) => ({ memberKey: memberId, amountMinor: fromWire(amountMinor) }));
  return {
    key: `${bill.date}|${bill.id}`,
    kind: 'bill',
    date: bill.date,
    title: bill.title,
    ...(bill.category === null ? {} : { category: bill.category }),
    currency: bill.currency,
    totalMinor: fromWire(bill.totalMinor),
    payers: amounts(bill.payers),
    shares: amounts(bill.shares),
  };
}

function paymentRow(payment: Payment): ExportItem & { readonly key: string } {
  const amountMinor = fromWire(payment.amountMinor);
  return {
    key: `${payment.date}|${payment.id}`,
    kind: 'payment',
    date: payment.date,
    title: payment.notes ?? 'Payment',
    currency: payment.currency,
    totalMinor: amountMinor,
    payers: [{ memberKey: payment.from, amountMinor }],
    shares: [{ memberKey: payment.to, amountMinor }],
  };
}
