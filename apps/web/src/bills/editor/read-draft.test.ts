import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Group } from '../../groups/group-queries.ts';
import type { Bill } from '../bill-queries.ts';
import { type BillDraft, draftOfBill, emptyDraft } from './bill-draft.ts';
import { giveDifference } from './give-difference.ts';
import { readDraft } from './read-draft.ts';

const member = (id: string) =>
  ({ id, name: id, role: 'participant', userId: null, weight: 2, joinedAt: 0, leftAt: null, version: 1 }) as const;
const group: Group = {
  id: 'g',
  version: 1,
  name: 'Flat',
  currency: 'EUR',
  timeZone: 'Europe/Skopje',
  createdAt: 0,
  isArchived: false,
  members: [member('ana'), member('marko'), member('iva')],
};
const empty = emptyDraft(group, member('ana'), '2026-11-24');
const dinner: BillDraft = { ...empty, title: ' Dinner ', amount: '30,00' };

describe('a draft of a bill', () => {
  it('is one amount and one title away from a bill', () => {
    assert.deepEqual(readDraft(empty, 'de').problem, { kind: 'incomplete' });
    assert.deepEqual(readDraft(dinner, 'de').body, {
      title: 'Dinner',
      category: null,
      notes: null,
      currency: 'EUR',
      date: '2026-11-24',
      dueOn: null,
      totalMinor: 3000,
      payers: [{ memberId: 'ana', amountMinor: 3000 }],
      split: { method: 'equal', participants: ['ana', 'marko', 'iva'] },
    });
  });

  it('reads amounts as the reader writes them', () => {
    assert.equal(readDraft({ ...dinner, amount: '1.234,50' }, 'de').totalMinor, 123_450);
    assert.equal(readDraft({ ...dinner, amount: '1,234.50' }, 'en').totalMinor, 123_450);
    assert.deepEqual(readDraft({ ...dinner, amount: 'ten' }, 'en').problem, { kind: 'unreadable', text: 'ten' });
  });

  it('says by how much exact shares are off, and one click gives it to somebody', () => {
    const texts = { ana: '10,00', marko: '10,00', iva: '10,01' };
    const draft: BillDraft = { ...dinner, method: 'exact', parts: { ...dinner.parts, exact: texts } };
    assert.deepEqual(readDraft(draft, 'de').problem, { kind: 'shares-off', differenceMinor: 1 });
    const exact = giveDifference(texts, 'iva', 1, { currency: 'EUR', locale: 'de' });
    assert.deepEqual(exact, { ...texts, iva: '10,00' });
    assert.equal(readDraft({ ...draft, parts: { ...draft.parts, exact } }, 'de').problem, undefined);
  });

  it('says by how much percentages are off 100', () => {
    const percentage = { ana: '33.3333', marko: '33,3333 %', iva: '33.3333' };
    const draft: BillDraft = { ...dinner, method: 'percentage', parts: { ...dinner.parts, percentage } };
    assert.deepEqual(readDraft(draft, 'en').problem, { kind: 'percent-off', differenceUnits: -1 });
  });

  it('sums items, tax, tip and discount to the total', () => {
    const draft: BillDraft = {
      ...dinner,
      amount: '',
      method: 'itemised',
      items: [
        { label: 'Fish', amount: '20.00', memberIds: ['ana', 'iva'] },
        { label: '', amount: '', memberIds: ['ana'] },
      ],
      extras: { tax: '2', tip: '1.50', discount: '0.50' },
    };
    const { body, totalMinor } = readDraft(draft, 'en');
    assert.equal(totalMinor, 2300);
    assert.equal(body?.split.method === 'itemised' && body.split.items.length, 1);
  });

  it('holds what several have paid to the total', () => {
    const draft: BillDraft = { ...dinner, isPaidBySeveral: true, paid: { ana: '10', marko: '19.99' } };
    assert.deepEqual(readDraft(draft, 'en').problem, { kind: 'payers-off', differenceMinor: -1 });
  });

  it('needs somebody to pay', () => {
    assert.deepEqual(readDraft({ ...dinner, participants: [] }, 'en').problem, { kind: 'nobody' });
    const weight = { ana: '0', marko: '0', iva: '0' };
    const draft: BillDraft = { ...dinner, method: 'weight', parts: { ...dinner.parts, weight } };
    assert.deepEqual(readDraft(draft, 'en').problem, { kind: 'nobody' });
  });
});

describe('the draft of a bill that is there', () => {
  const splits: readonly Bill['split'][] = [
    { method: 'equal', participants: ['ana', 'iva'] },
    {
      method: 'weight',
      weights: [
        { memberId: 'ana', weight: 40 },
        { memberId: 'iva', weight: 0 },
      ],
    },
    {
      method: 'percentage',
      percentages: [
        { memberId: 'ana', percent: '60.5' },
        { memberId: 'iva', percent: '39.5' },
      ],
    },
    {
      method: 'exact',
      amounts: [
        { memberId: 'ana', amountMinor: -4000 },
        { memberId: 'iva', amountMinor: -1000 },
      ],
    },
    { method: 'adjustment', participants: ['ana', 'iva'], adjustments: [{ memberId: 'iva', amountMinor: -250 }] },
    {
      method: 'person-days',
      days: [
        { memberId: 'ana', days: 30 },
        { memberId: 'iva', days: 21 },
      ],
    },
    {
      method: 'meter',
      consumptions: [
        { memberId: 'ana', milli: 1 },
        { memberId: 'iva', milli: 2 },
      ],
      fixedMinor: -100,
    },
    {
      method: 'itemised',
      items: [
        {
          label: 'Wine',
          amountMinor: -5100,
          weights: [
            { memberId: 'ana', weight: 2 },
            { memberId: 'iva', weight: 1 },
          ],
        },
      ],
      taxMinor: 100,
      tipMinor: 0,
      discountMinor: 0,
    },
  ];
  for (const split of splits) {
    it(`gives the same bill again, split by ${split.method}, a refund included`, () => {
      const bill = {
        title: 'Back',
        date: '2026-11-01',
        dueOn: '2026-12-01',
        category: 'Food',
        notes: null,
        currency: 'EUR',
        totalMinor: -5000,
        original: null,
        payers: [
          { memberId: 'marko', amountMinor: -4000 },
          { memberId: 'ana', amountMinor: -1000 },
        ],
        split,
      } as unknown as Bill;
      const { original: _none, ...facts } = bill as unknown as Record<string, unknown>;
      assert.deepEqual(readDraft(draftOfBill(bill, empty, 'en'), 'en').body, facts);
    });
  }

  it('keeps thousandths of a dinar apart from thousands, in a language of decimal commas', () => {
    const bill = {
      title: 'Tea',
      date: '2026-11-01',
      currency: 'KWD',
      totalMinor: 1234,
      original: null,
      payers: [{ memberId: 'ana', amountMinor: 1234 }],
      split: { method: 'equal', participants: ['ana'] },
    } as unknown as Bill;
    const draft = draftOfBill(bill, empty, 'de');
    assert.equal(draft.amount, '1,234');
    assert.equal(readDraft(draft, 'de').totalMinor, 1234);
  });
});
