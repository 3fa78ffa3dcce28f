import type { PreviewBillBody, SplitWire, WireOf } from '@shared-payments/contract';
import { AppError, parseAmount, toWire } from '@shared-payments/domain';
import type { BillDraft, Texts } from './bill-draft.ts';

export type BillBody = WireOf<typeof PreviewBillBody>;

/** What keeps a draft from being a bill. A difference is what the parts are over (+) or under (-) the total. */
export type DraftProblem =
  | { readonly kind: 'unreadable'; readonly text: string }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'shares-off'; readonly differenceMinor: number }
  | { readonly kind: 'payers-off'; readonly differenceMinor: number }
  | { readonly kind: 'percent-off'; readonly differenceUnits: number };

export interface DraftReading {
  readonly body?: BillBody;
  readonly totalMinor?: number;
  readonly problem?: DraftProblem;
}

export const PERCENT_UNITS = 10_000;

class Refusal extends Error {
  readonly problem: DraftProblem;

  constructor(problem: DraftProblem) {
    super(problem.kind);
    this.problem = problem;
  }
}

/** The bill that a draft says, or the first thing that is wrong with it. Amounts are read as people of `locale` write them. */
export function readDraft(draft: BillDraft, locale: string): DraftReading {
  const amountOf = (text: string) => readAmount(text, draft.currency, locale);
  let totalMinor: number | undefined;
  try {
    totalMinor = totalOf(draft, amountOf);
    const split = draft.kept.split ?? splitOf(draft, totalMinor, amountOf);
    const payers = payersOf(draft, totalMinor, amountOf);
    if (draft.title.trim() === '') throw new Refusal({ kind: 'incomplete' });
    return { totalMinor, body: { ...factsOf(draft), totalMinor, payers, split } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { problem: error.problem, ...(totalMinor !== undefined && { totalMinor }) };
  }
}

type AmountOf = (text: string) => number;

function readAmount(text: string, currency: string, locale: string): number {
  if (text.trim() === '') return 0;
  try {
    return toWire(parseAmount(text, currency, locale));
  } catch (error) {
    if (error instanceof AppError) throw new Refusal({ kind: 'unreadable', text });
    throw error;
  }
}

function totalOf(draft: BillDraft, amountOf: AmountOf): number {
  if (draft.kept.totalMinor !== undefined) return draft.kept.totalMinor;
  const isItemised = draft.method === 'itemised' && draft.kept.split === undefined;
  const total = isItemised ? itemsTotal(draft, amountOf) : amountOf(draft.amount);
  if (total === 0) throw new Refusal({ kind: 'incomplete' });
  return total;
}

function itemsTotal({ items, extras }: BillDraft, amountOf: AmountOf): number {
  const sum = items.reduce((total, { amount }) => total + amountOf(amount), 0);
  return sum + amountOf(extras.tax) + amountOf(extras.tip) - amountOf(extras.discount);
}

function factsOf(draft: BillDraft) {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim());
  return {
    title: draft.title.trim(),
    category: orNull(draft.category),
    notes: orNull(draft.notes),
    currency: draft.currency,
    date: draft.date,
    dueOn: orNull(draft.dueOn),
    ...(draft.kept.original && { original: draft.kept.original }),
  };
}

function payersOf(draft: BillDraft, totalMinor: number, amountOf: AmountOf): BillBody['payers'] {
  if (!draft.isPaidBySeveral) return [{ memberId: draft.payerId, amountMinor: totalMinor }];
  const payers = Object.entries(draft.paid)
    .map(([memberId, text]) => ({ memberId, amountMinor: amountOf(text) }))
    .filter(({ amountMinor }) => amountMinor !== 0);
  const differenceMinor = sumOf(payers) - totalMinor;
  if (differenceMinor !== 0) throw new Refusal({ kind: 'payers-off', differenceMinor });
  return payers;
}

function splitOf(draft: BillDraft, totalMinor: number, amountOf: AmountOf): SplitWire {
  const { method, participants, parts } = draft;
  if (method === 'itemised') return itemisedSplit(draft, amountOf);
  if (participants.length === 0) throw new Refusal({ kind: 'nobody' });
  switch (method) {
    case 'equal':
      return { method, participants: [...participants] };
    case 'weight':
      return {
        method,
        weights: wholes(participants, parts.weight).map(([memberId, weight]) => ({ memberId, weight })),
      };
    case 'person-days':
      return {
        method,
        days: wholes(participants, parts['person-days']).map(([memberId, days]) => ({ memberId, days })),
      };
    case 'percentage':
      return percentageSplit(participants, parts.percentage);
    case 'exact': {
      const amounts = participants.map((memberId) => ({
        memberId,
        amountMinor: amountOf(parts.exact[memberId] ?? ''),
      }));
      const differenceMinor = sumOf(amounts) - totalMinor;
      if (differenceMinor !== 0) throw new Refusal({ kind: 'shares-off', differenceMinor });
      return { method, amounts };
    }
    case 'adjustment': {
      const adjustments = participants
        .map((memberId) => ({ memberId, amountMinor: amountOf(parts.adjustment[memberId] ?? '') }))
        .filter(({ amountMinor }) => amountMinor !== 0);
      return { method, participants: [...participants], adjustments };
    }
  }
}

function itemisedSplit({ items, extras }: BillDraft, amountOf: AmountOf): SplitWire {
  const named = items.filter(({ label, amount }) => label.trim() !== '' || amount.trim() !== '');
  if (named.some(({ label }) => label.trim() === '')) throw new Refusal({ kind: 'incomplete' });
  if (named.some(({ memberIds }) => memberIds.length === 0)) throw new Refusal({ kind: 'nobody' });
  return {
    method: 'itemised',
    items: named.map(({ label, amount, memberIds }) => ({
      label: label.trim(),
      amountMinor: amountOf(amount),
      weights: memberIds.map((memberId) => ({ memberId, weight: 1 })),
    })),
    taxMinor: amountOf(extras.tax),
    tipMinor: amountOf(extras.tip),
    discountMinor: amountOf(extras.discount),
  };
}

function percentageSplit(participants: readonly string[], texts: Texts): SplitWire {
  const percentages = participants.map((memberId) => ({ memberId, percent: readPercent(texts[memberId] ?? '') }));
  const units = percentages.reduce((sum, { percent }) => sum + Math.round(Number(percent) * PERCENT_UNITS), 0);
  const differenceUnits = units - 100 * PERCENT_UNITS;
  if (differenceUnits !== 0) throw new Refusal({ kind: 'percent-off', differenceUnits });
  return { method: 'percentage', percentages };
}

function readPercent(text: string): string {
  const plain = text.trim().replace(',', '.').replace(/\s*%$/, '');
  if (plain === '') return '0';
  if (!/^[0-9]{1,3}([.][0-9]{1,4})?$/.test(plain)) throw new Refusal({ kind: 'unreadable', text });
  return plain;
}

function wholes(participants: readonly string[], texts: Texts): readonly (readonly [string, number])[] {
  const read = participants.map((memberId) => {
    const text = (texts[memberId] ?? '').trim();
    if (!/^[0-9]{0,6}$/.test(text)) throw new Refusal({ kind: 'unreadable', text });
    return [memberId, Number(text)] as const;
  });
  if (read.every(([, value]) => value === 0)) throw new Refusal({ kind: 'nobody' });
  return read;
}

function sumOf(amounts: readonly { readonly amountMinor: number }[]): number {
  return amounts.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
}
