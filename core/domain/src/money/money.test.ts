import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { convert, divideHalfAway } from './convert.ts';
import { CURRENCIES, exponentOf } from './currency.ts';
import { formatAmount } from './format-amount.ts';
import { formatPlain, fromWire, toWire } from './money.ts';
import { parseAmount } from './parse-amount.ts';

const LOCALES = ['en', 'de', 'fr', 'pl', 'pt-BR', 'en-IN', 'ja', 'ar-EG', 'fa', 'de-CH', 'es'];
const code = (expected: string) => (error: unknown) => (error as { code?: string }).code === expected;

describe('currencies', () => {
  it('have the decimals ISO 4217 gives them, not those of display tables', () => {
    const of = (currency: string) => exponentOf(currency);
    assert.deepEqual(['JPY', 'KRW', 'ISK'].map(of), [0, 0, 0]);
    assert.deepEqual(['EUR', 'HUF', 'IDR', 'MKD', 'COP', 'UGX'].map(of), [2, 2, 2, 2, 2, 0]);
    assert.deepEqual(['KWD', 'BHD', 'TND', 'IQD'].map(of), [3, 3, 3, 3]);
    assert.deepEqual(['CLF', 'UYW'].map(of), [4, 4]);
    assert.ok(CURRENCIES.length > 150);
    assert.equal(new Set(CURRENCIES).size, CURRENCIES.length);
    assert.throws(() => exponentOf('EURO'), code('unknown_currency'));
  });

  it('that were retired still count bills of their time, and nobody is offered them', () => {
    assert.deepEqual(['HRK', 'LTL', 'BYR'].map(exponentOf), [2, 2, 0]);
    assert.deepEqual(
      ['HRK', 'LTL', 'BYR'].filter((retired) => CURRENCIES.includes(retired)),
      [],
    );
  });
});

describe('writing and reading amounts', () => {
  it('gives back every amount from 0 to 100,000 minor units, in all exponents and languages', () => {
    for (const currency of ['JPY', 'EUR', 'KWD', 'CLF']) {
      for (const locale of LOCALES) {
        // A step that is prime to 10 meets every last digit in every place.
        for (let minor = 0n; minor <= 100_000n; minor += locale === 'en' ? 7n : 97n) {
          const text = formatAmount({ amountMinor: minor, currency }, locale);
          assert.equal(parseAmount(text, currency, locale), minor, `${text} (${locale})`);
          if (minor > 0n)
            assert.equal(
              parseAmount(formatAmount({ amountMinor: -minor, currency }, locale), currency, locale),
              -minor,
            );
        }
      }
    }
  });

  it('reads what is left of 78.30 after 48.70 as 29.60, and what is left of that as 0.00', () => {
    const total = parseAmount('78.30', 'EUR', 'en');
    const left = total - parseAmount('48.70', 'EUR', 'en');
    assert.equal(formatPlain({ amountMinor: left, currency: 'EUR' }), '29.60');
    assert.equal(formatPlain({ amountMinor: left - parseAmount('29.60', 'EUR', 'en'), currency: 'EUR' }), '0.00');
  });

  it('keeps amounts beyond what a float holds exactly', () => {
    assert.equal(formatPlain({ amountMinor: 9_007_199_254_740_991n, currency: 'EUR' }), '90071992547409.91');
    assert.match(
      formatAmount({ amountMinor: 9_007_199_254_740_991n, currency: 'EUR' }, 'en'),
      /90,071,992,547,409\.91/,
    );
    assert.equal(parseAmount('90071992547409.91', 'EUR', 'en'), 9_007_199_254_740_991n);
    assert.throws(() => parseAmount('90071992547409.92', 'EUR', 'en'), code('amount_out_of_range'));
    assert.equal(parseAmount('1000000000000', 'VND', 'vi'), 1_000_000_000_000n);
  });

  it('reads what people of each language type', () => {
    const cases: readonly (readonly [string, string, string, bigint])[] = [
      ['24,70', 'EUR', 'de', 2470n],
      ['1.234,56', 'EUR', 'de', 123_456n],
      ['1.234', 'EUR', 'de', 123_400n],
      ['1,234', 'EUR', 'en', 123_400n],
      ['1\u202f234,56 €', 'EUR', 'fr', 123_456n],
      ['1\u00a0234,56 zł', 'PLN', 'pl', 123_456n],
      ['R$ 1.234,56', 'BRL', 'pt-BR', 123_456n],
      ['₹12,34,567.89', 'INR', 'en-IN', 123_456_789n],
      ["CHF 1'234.56", 'CHF', 'de-CH', 123_456n],
      ['1’234.56', 'CHF', 'de-CH', 123_456n],
      ['١٬٢٣٤٫٥٦', 'EGP', 'ar-EG', 123_456n],
      ['۱۲٫۵', 'EUR', 'fa', 1250n],
      ['−12,50', 'EUR', 'de', -1250n],
      ['-€12.50', 'EUR', 'en', -1250n],
      ['12', 'EUR', 'en', 1200n],
      ['.5', 'EUR', 'en', 50n],
      ['24.70', 'EUR', 'de', 2470n],
    ];
    for (const [text, currency, locale, expected] of cases)
      assert.equal(parseAmount(text, currency, locale), expected, text);
  });

  it('asks when a text can mean two amounts and no language is given', () => {
    assert.throws(() => parseAmount('1,234', 'EUR'), code('amount_ambiguous'));
    assert.throws(() => parseAmount('1.234', 'KWD'), code('amount_ambiguous'));
    assert.equal(parseAmount('1,234', 'JPY'), 1234n);
    assert.equal(parseAmount('1,234.5', 'EUR'), 123_450n);
    assert.equal(parseAmount('1.234,5', 'EUR'), 123_450n);
    assert.equal(parseAmount('0,234', 'KWD'), 234n);
    assert.equal(parseAmount('1.234.567', 'EUR'), 123_456_700n);
  });

  it('refuses what is no amount, and more decimals than the currency has', () => {
    for (const text of [
      '',
      ' ',
      'abc',
      '1,2,3',
      '1..2',
      '12.345',
      '--5',
      '1e5',
      '0x10',
      '1 2',
      '5€5',
      'NaN',
      '1,23,45',
      '٫',
      '1'.repeat(65),
    ]) {
      assert.throws(() => parseAmount(text, 'EUR', 'en'), code('amount_unreadable'), text);
    }
    assert.throws(() => parseAmount('10.5', 'JPY', 'en'), code('amount_unreadable'));
  });
});

describe('amounts on the wire', () => {
  it('are exact integers or refused', () => {
    assert.equal(fromWire(toWire(-9_007_199_254_740_991n)), -9_007_199_254_740_991n);
    assert.throws(() => toWire(9_007_199_254_740_992n), code('amount_out_of_range'));
    for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
      assert.throws(() => fromWire(value), code('amount_out_of_range'));
  });
});

describe('a recorded rate', () => {
  it('is multiplied exactly and rounded once, half away from zero', () => {
    assert.equal(convert({ amountMinor: 49_168_700n, currency: 'IDR' }, '0.0000517', 'EUR').amountMinor, 2542n);
    assert.equal(convert({ amountMinor: 100n, currency: 'JPY' }, '0.0061234567891', 'EUR').amountMinor, 61n);
    assert.equal(convert({ amountMinor: 1n, currency: 'EUR' }, '1.5', 'USD').amountMinor, 2n);
    assert.equal(convert({ amountMinor: -1n, currency: 'EUR' }, '1.5', 'USD').amountMinor, -2n);
    assert.equal(convert({ amountMinor: 1000n, currency: 'KWD' }, '484.73', 'JPY').amountMinor, 485n);
    assert.deepEqual([divideHalfAway(5n, 2n), divideHalfAway(-5n, 2n), divideHalfAway(4n, 2n)], [3n, -3n, 2n]);
  });

  it('is a positive decimal', () => {
    for (const rate of ['', '0', '0.0', '-1', '1,5', '1e3', 'x', '.5', '00.5']) {
      assert.throws(() => convert({ amountMinor: 1n, currency: 'EUR' }, rate, 'USD'), code('invalid_input'), rate);
    }
  });
});
