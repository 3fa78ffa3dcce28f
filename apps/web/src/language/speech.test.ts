import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LanguageCode, Messages } from './languages.ts';
import { createSpeech } from './speech.ts';

const speechOf = (language: LanguageCode, locale: string = language) => createSpeech(language, locale, {} as Messages);

describe('an amount', () => {
  it('has a true minus in front, and a plus where it is a balance', () => {
    const { money } = speechOf('en', 'en-GB');
    assert.equal(money(-1250, 'EUR'), '\u2212€12.50');
    assert.equal(money(1250, 'EUR'), '€12.50');
    assert.equal(money(1250, 'EUR', { isSigned: true }), '+€12.50');
    assert.equal(money(0, 'EUR', { isSigned: true }), '€0.00');
    assert.equal(speechOf('de').money(-1250, 'EUR'), '\u221212,50\u00a0€');
  });

  it('keeps in Arabic the marks that hold the sign left of the digits, as CLDR has them', () => {
    const { money } = speechOf('ar');
    assert.equal(money(-1250, 'EUR'), '\u200f\u200e\u221212.50\u00a0€');
    assert.equal(money(1250, 'EUR', { isSigned: true }), '\u200f\u200e+12.50\u00a0€');
  });

  it('is read aloud in words, the minus too', () => {
    const { moneyInWords } = speechOf('en', 'en-GB');
    // A screen reader passes over a hyphen, and says 'minus' for the sign.
    assert.equal(moneyInWords(-1250, 'EUR'), '\u221212.50 euros');
    assert.equal(moneyInWords(100, 'JPY'), '100 Japanese yen');
    assert.equal(speechOf('pl').moneyInWords(500, 'PLN'), '5,00 złotego polskiego');
  });
});
