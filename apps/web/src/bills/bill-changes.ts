import type { BillHistory } from './bill-queries.ts';

/** What of a bill people talk about, in the order a screen shows it. */
export const TOLD_FIELDS = [
  'title',
  'totalMinor',
  'date',
  'dueOn',
  'category',
  'notes',
  'payers',
  'split',
  'shares',
  'state',
  'disputes',
] as const;
export type ToldField = (typeof TOLD_FIELDS)[number];

export interface FieldChange {
  readonly field: ToldField;
  readonly before: unknown;
  readonly after: unknown;
}

type Snapshot = BillHistory[number]['changes'][number]['before'];

/** The fields that differ; of a bill that was just made, everything it began with. */
export function billChanges(before: Snapshot, after: Snapshot): readonly FieldChange[] {
  return TOLD_FIELDS.map((field) => ({ field, before: before?.[field], after: after?.[field] })).filter(
    (change) =>
      !isNothing(change.before, change.after) && JSON.stringify(change.before) !== JSON.stringify(change.after),
  );
}

function isNothing(...values: readonly unknown[]): boolean {
  return values.every((value) => value === null || value === undefined || (Array.isArray(value) && value.length === 0));
}
