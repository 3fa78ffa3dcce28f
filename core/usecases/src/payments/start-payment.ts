import {
  AppError,
  advance,
  approvingRule,
  assertBillParts,
  type BillPart,
  earliestDue,
  exponentOf,
  fromWire,
  keptMinor,
  localDateAt,
  type PaymentMethod,
  settledParts,
  type Transition,
} from '@shared-payments/domain';
import { type Bill, bills } from '../bills/bill.ts';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import type { Group, Member } from '../groups/group.ts';
import { groupPartition, openGroup, requireMembers, requireRight } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { KEY_RANGE_LIMIT_MAX, type Reader } from '../ports/store.ts';
import { beginTransaction } from './begin-transaction.ts';
import { withCourse } from './change-payment.ts';
import { payments, type StartedPayment } from './payment.ts';
import { type PaymentRules, rulesOf } from './payment-rules.ts';

export interface StartPaymentInput {
  readonly from: string;
  readonly to: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly method: PaymentMethod;
  readonly bills?: readonly BillPart[];
  /** The gateway's token for the payer's card. */
  readonly instrument?: string | null;
  readonly notes?: string | null;
}

const DAY_MS = 86_400_000;

/**
 * Starts a payment of one's own, or anybody's for the primary payer. It waits for approval unless a rule or the primary payer
 * themselves gives it; a card payment that is approved is on its way to the gateway with the same commit.
 * Errors: `not_found`, `forbidden`, `not_a_member`, `invalid_input`, `unknown_currency`, `state_not_allowed`, `unavailable`.
 */
export async function startPayment(
  services: Services,
  context: RequestContext,
  groupId: string,
  input: StartPaymentInput,
): Promise<StartedPayment> {
  const request = { partition: groupPartition(groupId), verb: 'payments/start-payment', input };
  return runCommand(services, context, request, async (reader, at) => {
    const { group, member } = await openGroup(reader, context, groupId, 'take-part');
    requireSound(services, group, member, input);
    const rules = await rulesOf(reader, groupId);
    const named = await namedBills(reader, groupId, input);
    const payment = newPayment(services, { group, member, input, rules, named, at });
    const begun = payment.state === 'approved' && payment.method === 'card' ? beginTransaction(payment, at) : payment;
    return { writes: [put(payments, begun)], answer: begun };
  });
}

function requireSound(services: Services, group: Group, member: Member, input: StartPaymentInput): void {
  exponentOf(input.currency);
  requireMembers(group, [input.from, input.to]);
  if (input.from !== member.id) requireRight(member, 'run');
  if (input.from === input.to) throw new AppError('invalid_input', 'A payment goes from one member to another.');
  if (input.amountMinor <= 0) throw new AppError('invalid_input', 'A payment is more than 0.');
  if (input.method === 'card' && !services.gateway)
    throw new AppError('state_not_allowed', 'Card payments are not set up here: pay by bank transfer or in cash.');
}

interface NewPaymentNeeds {
  readonly group: Group;
  readonly member: Member;
  readonly input: StartPaymentInput;
  readonly rules: PaymentRules;
  readonly named: readonly Bill[];
  readonly at: number;
}

function newPayment(services: Services, needs: NewPaymentNeeds): StartedPayment {
  const { group, member, input, rules, named, at } = needs;
  const { from, to, amountMinor, currency, method, notes = null } = input;
  const base = {
    id: services.newId(),
    version: 1,
    state: 'pending' as const,
    ...{ from, to, amountMinor, currency, method, notes },
    date: localDateAt(at, group.timeZone),
    entryId: null,
    sourceKey: null,
    createdBy: member.id,
    createdAt: at,
    updatedAt: at,
  };
  return withCourse(base, {
    groupId: group.id,
    requestedMinor: amountMinor,
    capturedMinor: 0,
    instrument: input.instrument ?? null,
    bills: input.bills ?? [],
    dueOn: earliestDue(named.map(({ dueOn }) => dueOn)),
    transitions: firstTransitions(member, input, rules, at),
    expiresAt: at + rules.openDays * DAY_MS,
    retryAt: null,
    closing: null,
    transactions: [],
    refunds: [],
    chargebacks: [],
    bookedLineIds: [],
  });
}

function firstTransitions(member: Member, input: StartPaymentInput, rules: PaymentRules, at: number) {
  const pending: readonly Transition[] = [{ state: 'pending', at, by: member.id, reason: null }];
  const rule = approvingRule(rules.autoApprovals, input);
  if (member.role === 'primary') return advance(pending, 'approved', { at, by: member.id, reason: null });
  return rule === undefined ? pending : advance(pending, 'approved', { at, by: 'rule', reason: `rule ${rule + 1}` });
}

/** The bills a payment names, each approved, shared by the payer and paid by the receiver. */
async function namedBills(reader: Reader, groupId: string, input: StartPaymentInput): Promise<readonly Bill[]> {
  const partition = groupPartition(groupId);
  const named: Bill[] = [];
  const open = [];
  for (const { billId } of input.bills ?? []) {
    const bill = await reader.get(bills, partition, billId);
    const share = bill?.shares.find(({ memberId }) => memberId === input.from);
    if (bill?.state !== 'approved' || !share || bill.currency !== input.currency || !isPaidBy(bill, input.to)) {
      throw new AppError(
        'invalid_input',
        'A payment settles approved bills in its currency that its receiver paid and its payer shares.',
        { billId },
      );
    }
    named.push(bill);
    open.push({
      billId,
      shareMinor: share.amountMinor,
      settledMinor: await settledOf(reader, groupId, billId, input.from),
    });
  }
  assertBillParts(input.amountMinor, input.bills ?? [], open);
  return named;
}

function isPaidBy(bill: Bill, memberId: string): boolean {
  return bill.payers.some((payer) => payer.memberId === memberId && payer.amountMinor > 0);
}

/** What other payments of the member have settled of a bill, or hold of it while they are on their way. Minor units. */
export async function settledOf(reader: Reader, groupId: string, billId: string, memberId: string): Promise<bigint> {
  const range = { index: 'byBill', prefix: `${billId}|`, limit: KEY_RANGE_LIMIT_MAX };
  const holding = await reader.list(payments, groupPartition(groupId), range);
  if (holding.length === KEY_RANGE_LIMIT_MAX)
    throw new AppError('too_large', 'This bill is settled by too many payments already: pay without naming it.');
  return holding.reduce((sum, { document: { from, state, amountMinor, course } }) => {
    if (from !== memberId || !course) return sum;
    const arrived = state === 'posted' ? keptMinor(course) : fromWire(amountMinor);
    const part = settledParts(course.bills, arrived).find((one) => one.billId === billId);
    return sum + fromWire(part?.amountMinor ?? 0);
  }, 0n);
}
