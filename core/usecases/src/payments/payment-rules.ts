import { type AutoApproval, exponentOf } from '@shared-payments/domain';
import { runCommand } from '../command/run-command.ts';
import { put, requireVersion } from '../command/writes.ts';
import { groupPartition, openGroup, requireMembers } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import type { Reader } from '../ports/store.ts';
import { defineCollection } from '../store/collection.ts';

/** How a group pays: what needs no approval, how long things may take. One document, of the group's id. */
export interface PaymentRules {
  readonly id: string;
  readonly version: number;
  readonly autoApprovals: readonly AutoApproval[];
  /** Days after the due date before a share is overdue. */
  readonly graceDays: number;
  /** Days after which a payment that nobody approved or made expires. */
  readonly openDays: number;
}

export const paymentRules = defineCollection<PaymentRules>('payment-rules');

const GRACE_DAYS = 3;
const OPEN_DAYS = 30;

/** The group's rules, or those that hold before anybody set some: version 0, everything needs approval. */
export async function rulesOf(reader: Pick<Reader, 'get'>, groupId: string): Promise<PaymentRules> {
  const stored = await reader.get(paymentRules, groupPartition(groupId), groupId);
  return stored ?? { id: groupId, version: 0, autoApprovals: [], graceDays: GRACE_DAYS, openDays: OPEN_DAYS };
}

/** Errors: `not_found`. */
export async function getPaymentRules(
  services: Services,
  context: RequestContext,
  groupId: string,
): Promise<PaymentRules> {
  await openGroup(services.store, context, groupId, 'see');
  return rulesOf(services.store, groupId);
}

/** Errors: `not_found`, `forbidden`, `not_a_member`, `unknown_currency`, `precondition_required` and `conflict` once rules were set. */
export async function setPaymentRules(
  services: Services,
  context: RequestContext,
  groupId: string,
  input: Omit<PaymentRules, 'id' | 'version'>,
): Promise<PaymentRules> {
  const request = { partition: groupPartition(groupId), verb: 'payments/set-payment-rules', input };
  return runCommand(services, context, request, async (reader) => {
    const { group } = await openGroup(reader, context, groupId, 'run');
    const current = await rulesOf(reader, groupId);
    if (current.version > 0) requireVersion(context, current);
    for (const { currency, memberIds } of input.autoApprovals) {
      exponentOf(currency);
      requireMembers(group, memberIds ?? []);
    }
    const { autoApprovals, graceDays, openDays } = input;
    const rules = { id: groupId, version: current.version + 1, autoApprovals, graceDays, openDays };
    return { writes: [put(paymentRules, rules)], answer: rules };
  });
}
