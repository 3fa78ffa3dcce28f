import {
  AppError,
  editAll,
  editFuture,
  editOccurrence,
  endAfter,
  localDateAt,
  pauseSeries,
  type RecurrenceRule,
  restoreOccurrence,
  resumeSeries,
  type Series,
  skipOccurrence,
} from '@shared-payments/domain';
import { billFacts } from '../bills/draft-bill.ts';
import { runCommand } from '../command/run-command.ts';
import { put, requireVersion } from '../command/writes.ts';
import type { Group } from '../groups/group.ts';
import { groupPartition, openGroup } from '../groups/rights.ts';
import type { RequestContext, Services } from '../ports/services.ts';
import {
  type BillTemplate,
  type RecurringBill,
  recurringBillOf,
  recurringBills,
  withNextDate,
} from './recurring-bill.ts';

/** One change of a series. Bills that were made stay as they are. */
export type SeriesEdit =
  | {
      readonly kind: 'this';
      readonly date: string;
      readonly template?: Partial<BillTemplate>;
      readonly movedTo?: string;
    }
  | {
      readonly kind: 'future';
      readonly date: string;
      readonly template?: Partial<BillTemplate>;
      readonly rule?: RecurrenceRule;
    }
  | { readonly kind: 'all'; readonly template?: Partial<BillTemplate>; readonly rule?: RecurrenceRule }
  | { readonly kind: 'skip'; readonly date: string }
  | { readonly kind: 'restore'; readonly date: string }
  | { readonly kind: 'pause'; readonly date: string }
  | { readonly kind: 'resume'; readonly date: string }
  | { readonly kind: 'end'; readonly date: string };

/** Errors: `not_found`, `forbidden`, `precondition_required`, `conflict`, `invalid_input`, `state_not_allowed` for days that are past. */
export async function changeRecurringBill(
  services: Services,
  context: RequestContext,
  groupId: string,
  seriesId: string,
  edit: SeriesEdit,
): Promise<RecurringBill> {
  const request = {
    partition: groupPartition(groupId),
    verb: 'series/change-recurring-bill',
    input: { seriesId, edit },
  };
  return runCommand(services, context, request, async (reader, at) => {
    const { group } = await openGroup(reader, context, groupId, 'take-part');
    const current = await recurringBillOf(reader, groupId, seriesId);
    requireVersion(context, current);
    const series = edited(current.series, edit, current.materialisedThrough ?? undefined);
    requireBills(group, series, localDateAt(at, group.timeZone));
    const changed = withNextDate({ ...current, series, version: current.version + 1, updatedAt: at });
    return { writes: [put(recurringBills, changed)], answer: changed };
  });
}

function edited(series: Series<BillTemplate>, edit: SeriesEdit, last: string | undefined): Series<BillTemplate> {
  switch (edit.kind) {
    case 'this':
      return editOccurrence(
        series,
        edit.date,
        { template: edit.template ?? {}, ...(edit.movedTo === undefined ? {} : { date: edit.movedTo }) },
        last,
      );
    case 'future':
      return editFuture(series, edit.date, changeOf(edit), last);
    case 'all':
      return editAll(series, changeOf(edit), last);
    case 'skip':
      return skipOccurrence(series, edit.date, last);
    case 'restore':
      return restoreOccurrence(series, edit.date, last);
    case 'pause':
      return pauseSeries(series, edit.date, last);
    case 'resume':
      return resumeSeries(series, edit.date, last);
    case 'end':
      return endAfter(series, edit.date, last);
  }
}

function changeOf({ template, rule }: { readonly template?: Partial<BillTemplate>; readonly rule?: RecurrenceRule }) {
  if (!template && !rule) throw new AppError('invalid_input', 'Say what changes: `template`, `rule` or both.');
  return { ...(template && { template }), ...(rule && { rule }) };
}

/** A template that could never become a bill is refused now, not at night. */
function requireBills(group: Group, series: Series<BillTemplate>, date: string): void {
  for (const segment of series.segments) billFacts(group, { ...segment.template, date });
  for (const exception of series.exceptions) {
    if (exception.kind !== 'override') continue;
    const base = series.segments.findLast((segment) => segment.rule.startDate <= exception.originalDate)?.template;
    if (base) billFacts(group, { ...base, ...exception.template, date });
  }
}
