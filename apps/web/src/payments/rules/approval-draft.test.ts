import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { draftOf, rulesOfDrafts } from './approval-draft.ts';

const RULES = [
  { currency: 'EUR', amountMinorMax: 12_050, methods: ['bank' as const], memberIds: null },
  { currency: 'JPY', amountMinorMax: 900, methods: null, memberIds: ['iva'] },
];

describe('rules of approval while they are written', () => {
  it('are saved as they were read, in the language of the reader', () => {
    for (const locale of ['en-GB', 'de']) {
      const drafts = RULES.map((rule) => draftOf(rule, locale));
      assert.deepEqual(rulesOfDrafts(drafts, locale), RULES, locale);
    }
  });

  it('are not saved with an amount that is none', () => {
    const [draft] = RULES.map((rule) => draftOf(rule, 'en-GB'));
    assert.ok(draft);
    for (const amountText of ['', '0', 'much'])
      assert.equal(rulesOfDrafts([{ ...draft, amountText }], 'en-GB'), undefined);
  });
});
