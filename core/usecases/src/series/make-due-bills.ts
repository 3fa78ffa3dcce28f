import { addDays, dueOccurrences, localDateAt, type Occurrence } from '@shared-payments/domain';
import { type Bill, bills } from '../bills/bill.ts';
import { billFacts } from '../bills/draft-bill.ts';
import { postBill, previewShares } from '../bills/post-bill.ts';
import { runCommand } from '../command/run-command.ts';
import { put } from '../command/writes.ts';
import { type Group, groups } from '../groups/group.ts';
import { groupPartition } from '../groups/rights.ts';
import { type GroupLedger, openLedger } from '../ledger/group-ledger.ts';
import type { Services } from '../ports/services.ts';
import { type BillTemplate, type RecurringBill, recurringBills, withNextDate } from './recurring-bill.ts';

export const RECURRING_JOB = 'job:recurring-bills';

/**
 * Makes the bills of one series that are due today in the group's time zone, and all that were missed. Bills and the day
 * they are made through are one commit, so two schedulers or a crash between make none twice and lose none.
 */
export async function makeDueBills(
  services: Services,
  groupId: string,
  seriesId: string,
  requestId: string,
): Promise<number> {
  const partition = groupPartition(groupId);
  const context = { userId: RECURRING_JOB, requestId };
  let made = 0;
  for (let isMore = true; isMore; ) {
    const request = { partition, verb: 'series/make-due-bills', input: { seriesId } };
    const answer = await runCommand(services, context, request, async (reader, at) => {
      const recurring = await reader.get(recurringBills, partition, seriesId);
      const group = await reader.get(groups, partition, groupId);
      if (!recurring || !group || group.isArchived) return { writes: [], answer: { count: 0, more: false } };
      const due = dueOccurrences(
        recurring.series,
        recurring.materialisedThrough ?? undefined,
        localDateAt(at, group.timeZone),
      );
      if (due.occurrences.length === 0) return { writes: [], answer: { count: 0, more: false } };
      const ledger = await openLedger(reader, groupId);
      const fresh: Bill[] = [];
      for (const occurrence of due.occurrences)
        fresh.push(await billFrom(services, ledger, group, recurring, occurrence, at));
      const changed = withNextDate({
        ...recurring,
        materialisedThrough: due.materialisedThrough,
        version: recurring.version + 1,
        updatedAt: at,
      });
      const writes = [...fresh.map((bill) => put(bills, bill)), ...ledger.writes(), put(recurringBills, changed)];
      return { writes, answer: { count: fresh.length, more: due.more } };
    });
    made += answer.count;
    isMore = answer.more;
  }
  return made;
}

async function billFrom(
  services: Services,
  ledger: GroupLedger,
  group: Group,
  recurring: RecurringBill,
  occurrence: Occurrence<BillTemplate>,
  at: number,
): Promise<Bill> {
  const { dueInDays, isDraft, ...template } = occurrence.template;
  const facts = billFacts(group, {
    ...template,
    date: occurrence.date,
    dueOn: dueInDays === undefined ? null : addDays(occurrence.date, dueInDays),
  });
  const fresh = {
    ...facts,
    id: services.newId(),
    version: 1,
    disputes: [],
    sourceKey: occurrence.key,
    inferred: [],
    createdBy: recurring.createdBy,
    createdAt: at,
    updatedAt: at,
  };
  if (isDraft) return { ...fresh, state: 'draft', shares: previewShares(ledger, facts), entryId: null };
  return postBill(services, ledger, fresh);
}
