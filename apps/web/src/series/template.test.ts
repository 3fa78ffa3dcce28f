import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { emptyDraft } from '../bills/editor/bill-draft.ts';
import { readDraft } from '../bills/editor/read-draft.ts';
import type { Group } from '../groups/group-queries.ts';
import { draftOfTemplate, templateOf } from './template.ts';

const ana = {
  id: 'ana',
  name: 'Ana',
  role: 'primary',
  userId: 'u',
  weight: 1,
  joinedAt: 0,
  leftAt: null,
  version: 1,
} as const;
const group: Group = {
  id: 'g',
  version: 1,
  name: 'Flat',
  currency: 'EUR',
  timeZone: 'Europe/Skopje',
  createdAt: 0,
  isArchived: false,
  members: [ana],
};
const empty = emptyDraft(group, ana, '2026-01-01');
const template = {
  title: 'Rent',
  category: null,
  notes: null,
  currency: 'EUR',
  totalMinor: 120_000,
  payers: [{ memberId: 'ana', amountMinor: 120_000 }],
  split: { method: 'equal' as const, participants: ['ana'] },
};

describe('the template of a recurring bill', () => {
  it('comes back from the form as it went in, with its time to pay', () => {
    for (const one of [template, { ...template, dueInDays: 10 }, { ...template, dueInDays: 0 }]) {
      const { body } = readDraft(draftOfTemplate(one, '2026-02-25', empty, 'de-DE'), 'de-DE');
      assert.ok(body);
      assert.deepEqual(templateOf(body), one);
    }
  });

  it('is never due before its day', () => {
    assert.equal(templateOf({ ...template, date: '2026-03-10', dueOn: '2026-03-01' }).dueInDays, 0);
  });
});
