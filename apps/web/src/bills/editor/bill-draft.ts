import type { SplitWire } from '@shared-payments/contract';
import { fromWire } from '@shared-payments/domain';
import type { Group, Member } from '../../groups/group-queries.ts';
import type { Bill } from '../bill-queries.ts';
import { writeAmount } from './write-amount.ts';

/** The ways to split that a person enters; a split by meter comes from its readings and is kept as it is. */
export const METHODS = ['equal', 'weight', 'percentage', 'exact', 'adjustment', 'person-days', 'itemised'] as const;
export type DraftMethod = (typeof METHODS)[number];
/** The methods that ask for something of each member. */
export type PartMethod = Exclude<DraftMethod, 'equal' | 'itemised'>;

export type Texts = Readonly<Record<string, string>>;

export interface ItemDraft {
  readonly label: string;
  readonly amount: string;
  readonly memberIds: readonly string[];
}

/** A bill as it stands in its form: texts as they were typed, so that nothing is lost between one keystroke and the next. */
export interface BillDraft {
  readonly title: string;
  readonly amount: string;
  readonly currency: string;
  readonly date: string;
  readonly dueOn: string;
  readonly category: string;
  readonly notes: string;
  readonly payerId: string;
  readonly isPaidBySeveral: boolean;
  readonly paid: Texts;
  readonly method: DraftMethod;
  readonly participants: readonly string[];
  /** What was typed for each method stays while another one is tried. */
  readonly parts: Readonly<Record<PartMethod, Texts>>;
  readonly items: readonly ItemDraft[];
  readonly extras: { readonly tax: string; readonly tip: string; readonly discount: string };
  /** Of a bill that was made elsewhere: not to be entered here, and kept as it is. */
  readonly kept: { readonly split?: SplitWire; readonly original?: Bill['original']; readonly totalMinor?: number };
}

const NO_EXTRAS = { tax: '', tip: '', discount: '' } as const;

/** Today's bill, paid by me, shared by all: one amount away from done. */
export function emptyDraft(group: Group, me: Member, today: string): BillDraft {
  const present = group.members.filter(
    ({ leftAt, role }) => leftAt === null && (role === 'primary' || role === 'participant'),
  );
  const ids = present.map(({ id }) => id);
  return {
    title: '',
    amount: '',
    currency: group.currency,
    date: today,
    dueOn: '',
    category: '',
    notes: '',
    payerId: ids.includes(me.id) ? me.id : (ids[0] ?? me.id),
    isPaidBySeveral: false,
    paid: {},
    method: 'equal',
    participants: ids,
    parts: {
      weight: Object.fromEntries(present.map(({ id, weight }) => [id, String(weight)])),
      percentage: {},
      exact: {},
      adjustment: {},
      'person-days': {},
    },
    items: [{ label: '', amount: '', memberIds: ids }],
    extras: NO_EXTRAS,
    kept: {},
  };
}

/** What of a bill its form shows; a template of recurring bills has it too. */
export type DraftedBill = Pick<
  Bill,
  'title' | 'totalMinor' | 'currency' | 'date' | 'dueOn' | 'category' | 'notes' | 'payers' | 'split' | 'original'
>;

/** The draft that would give `bill` again, with its amounts as people of `locale` write them. */
export function draftOfBill(bill: DraftedBill, empty: BillDraft, locale: string): BillDraft {
  const write = (amountMinor: number) => writeAmount(fromWire(amountMinor), bill.currency, locale);
  const [first] = bill.payers;
  const base: BillDraft = {
    ...empty,
    title: bill.title,
    amount: write(bill.totalMinor),
    currency: bill.currency,
    date: bill.date,
    dueOn: bill.dueOn ?? '',
    category: bill.category ?? '',
    notes: bill.notes ?? '',
    payerId: first?.memberId ?? empty.payerId,
    isPaidBySeveral: bill.payers.length > 1,
    paid: Object.fromEntries(bill.payers.map(({ memberId, amountMinor }) => [memberId, write(amountMinor)])),
    kept: bill.original === null ? {} : { original: bill.original, totalMinor: bill.totalMinor },
  };
  return { ...base, ...splitDraft(bill.split, base, write) };
}

function splitDraft(split: SplitWire, base: BillDraft, write: (amountMinor: number) => string): Partial<BillDraft> {
  const withParts = (method: PartMethod, entries: readonly (readonly [string, string])[]): Partial<BillDraft> => ({
    method,
    participants: entries.map(([memberId]) => memberId),
    parts: { ...base.parts, [method]: Object.fromEntries(entries) },
  });
  switch (split.method) {
    case 'equal':
      return { method: 'equal', participants: split.participants };
    case 'weight':
      return withParts(
        'weight',
        split.weights.map(({ memberId, weight }) => [memberId, String(weight)]),
      );
    case 'percentage':
      return withParts(
        'percentage',
        split.percentages.map(({ memberId, percent }) => [memberId, percent]),
      );
    case 'exact':
      return withParts(
        'exact',
        split.amounts.map(({ memberId, amountMinor }) => [memberId, write(amountMinor)]),
      );
    case 'adjustment':
      return {
        ...withParts(
          'adjustment',
          split.adjustments.map(({ memberId, amountMinor }) => [memberId, write(amountMinor)]),
        ),
        participants: split.participants,
      };
    case 'person-days':
      return withParts(
        'person-days',
        split.days.map(({ memberId, days }) => [memberId, String(days)]),
      );
    case 'itemised':
      return itemsDraft(split, base, write);
    case 'meter':
      return { kept: { ...base.kept, split } };
  }
}

function itemsDraft(
  split: Extract<SplitWire, { method: 'itemised' }>,
  base: BillDraft,
  write: (amountMinor: number) => string,
): Partial<BillDraft> {
  const isPlain = split.items.every(({ weights }) => weights.every(({ weight }) => weight === 1));
  // Somebody who took two of three pieces: this form has no place for it, and must not forget it.
  if (!isPlain) return { kept: { ...base.kept, split } };
  const extra = (amountMinor: number) => (amountMinor === 0 ? '' : write(amountMinor));
  return {
    method: 'itemised',
    items: split.items.map(({ label, amountMinor, weights }) => ({
      label,
      amount: write(amountMinor),
      memberIds: weights.map(({ memberId }) => memberId),
    })),
    extras: { tax: extra(split.taxMinor), tip: extra(split.tipMinor), discount: extra(split.discountMinor ?? 0) },
  };
}
