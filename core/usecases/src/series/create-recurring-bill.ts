import { createSeries, parseLocalDate, type RecurrenceRule } from '@shared-payments/domain';
import { billFacts } from '../bills/draft-bill.ts';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import { type BillTemplate, type RecurringBill, recurringBills, withNextDate } from './recurring-bill.ts';

export interface CreateRecurringBillInput {
  readonly rule: RecurrenceRule;
  readonly template: BillTemplate;
}

/** Dates already past are made up for at the next run of the scheduler. Errors: as `createBill`, and `invalid_input` for the rule. */
export async function createRecurringBill(
  services: Services,
  context: RequestContext,
  groupId: string,
  input: CreateRecurringBillInput,
): Promise<RecurringBill> {
  const request = { partition: groupPartition(groupId), verb: 'series/create-recurring-bill', input };
  return runCommand(services, context, request, async (reader, at) => {
    const { group, member } = await openGroup(reader, context, groupId, 'take-part');
    billFacts(group, { ...input.template, date: parseLocalDate(input.rule.startDate) });
    const id = services.newId();
    const recurring = withNextDate({
      id,
      version: 1,
      groupId,
      series: createSeries(id, input.rule, input.template),
      materialisedThrough: null,
      nextDate: null,
      createdBy: member.id,
      createdAt: at,
      updatedAt: at,
    });
    return { writes: [put(recurringBills, recurring)], answer: recurring };
  });
}
