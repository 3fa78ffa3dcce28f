import { AppError, exponentOf, type PaymentMethod, parseLocalDate, paymentLines } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { groupPartition, openGroup, requireMembers } from '../groups/rights.ts';
import { type GroupLedger, openLedger } from '../ledger/group-ledger.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { type Payment, payments } from './payment.ts';

export interface RecordPaymentInput {
  readonly from: string;
  readonly to: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly date: string;
  readonly method?: Exclude<PaymentMethod, 'card'>;
  readonly notes?: string | null;
}

/** Errors: `not_found`, `forbidden`, `not_a_member`, `invalid_input`, `unknown_currency`. */
export async function recordPayment(
  services: Services,
  context: RequestContext,
  groupId: string,
  input: RecordPaymentInput,
): Promise<Payment> {
  const request = { partition: groupPartition(groupId), verb: 'payments/record-payment', input };
  return runCommand(services, context, request, async (reader, at) => {
    const { group, member } = await openGroup(reader, context, groupId, 'take-part');
    exponentOf(input.currency);
    if (input.from === input.to) throw new AppError('invalid_input', 'A payment goes from one member to another.');
    if (input.amountMinor <= 0)
      throw new AppError('invalid_input', 'A payment is more than 0: swap the members for the other way.');
    requireMembers(group, [input.from, input.to]);
    const ledger = await openLedger(reader, groupId);
    const payment = await postPayment(services, ledger, {
      ...input,
      id: services.newId(),
      version: 1,
      date: parseLocalDate(input.date),
      method: input.method ?? 'other',
      notes: input.notes ?? null,
      sourceKey: null,
      createdBy: member.id,
      createdAt: at,
      updatedAt: at,
    });
    return { writes: [put(payments, payment), ...ledger.writes()], answer: payment };
  });
}

export async function postPayment(
  services: Pick<Services, 'newId'>,
  ledger: GroupLedger,
  payment: Omit<Payment, 'state' | 'entryId'>,
): Promise<Payment> {
  const entryId = services.newId();
  const { date, currency, from, to, amountMinor, id, version } = payment;
  const cause = { kind: 'payment', id, version } as const;
  await ledger.post({
    entryId,
    posting: { date, currency, lines: paymentLines(from, to, amountMinor), cause },
    spentMinor: 0,
  });
  return { ...payment, state: 'posted', entryId };
}
