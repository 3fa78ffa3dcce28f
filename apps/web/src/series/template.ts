import { addDays, daysBetween, parseLocalDate } from '@shared-payments/domain';
import { type BillDraft, draftOfBill } from '../bills/editor/bill-draft.ts';
import type { BillBody } from '../bills/editor/read-draft.ts';
import type { BillTemplate } from './series-queries.ts';

/** What the bills of a series are made from: a bill without its days, and how long after its day it is due. */
export function templateOf({ date, dueOn, ...bill }: BillBody): BillTemplate {
  if (typeof dueOn !== 'string') return bill;
  const days = daysBetween(parseLocalDate(date), parseLocalDate(dueOn));
  return { ...bill, dueInDays: Math.max(0, days) };
}

/** The draft of the bill that `template` would make on `date`. */
export function draftOfTemplate(template: BillTemplate, date: string, empty: BillDraft, locale: string): BillDraft {
  const { dueInDays, category = null, notes = null, original = null, totalMinor = 0 } = template;
  const dueOn = dueInDays === undefined ? null : addDays(parseLocalDate(date), dueInDays);
  return draftOfBill({ ...template, category, notes, original, totalMinor, date, dueOn }, empty, locale);
}
