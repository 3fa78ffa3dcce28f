import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatPlain } from '../../money/money.ts';
import { readDecimal, toMinorExactly, toMinorRounded, writeDecimal } from './decimal-text.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

test('machine-written numbers are read exactly, everything else is not a number', () => {
  assert.deepEqual(readDecimal('-1498.50'), { units: -149850n, scale: 2 });
  assert.deepEqual(readDecimal(' \u22125 '), { units: -5n, scale: 0 });
  assert.deepEqual(readDecimal('1.5E+3'), { units: 1500n, scale: 0 });
  assert.deepEqual(readDecimal('2e-3'), { units: 2n, scale: 3 });
  assert.deepEqual(readDecimal('12,50', ','), { units: 1250n, scale: 2 });
  assert.deepEqual(readDecimal('12.50', ','), { units: 1250n, scale: 2 });
  for (const text of [
    '',
    '.',
    '-',
    '1,000',
    '1,00,000.00',
    '1,000.00,00',
    '12,500',
    ',50',
    '1.000.000',
    '1 000',
    'NaN',
    'Infinity',
    '0x10',
    '1e999',
    '1e',
    '9'.repeat(41),
  ]) {
    assert.equal(readDecimal(text), null, text);
  }
});

test('numbers a spreadsheet rewrote are read where they can mean one number only', () => {
  for (const mark of ['.', ','] as const) {
    assert.deepEqual(readDecimal('-12,50', mark), { units: -1250n, scale: 2 });
    assert.deepEqual(readDecimal('1,000.00', mark), { units: 100000n, scale: 2 });
    assert.deepEqual(readDecimal('-1.234.567,8', mark), { units: -12345678n, scale: 1 });
  }
  assert.deepEqual(readDecimal('1,234', ','), { units: 1234n, scale: 3 });
});

test('decimals a currency lacks are refused when they say something and dropped when they are zeros', () => {
  const exactly = (text: string, exponent: number) =>
    toMinorExactly(readDecimal(text) ?? { units: 0n, scale: 0 }, exponent);
  assert.equal(exactly('15000.00', 0), 15000n);
  assert.equal(exactly('15000.50', 0), null);
  assert.equal(exactly('1.2345', 4), 12345n);
  assert.equal(exactly('7', 3), 7000n);
});

test('rounding goes half away from zero', () => {
  const rounded = (text: string) => toMinorRounded(readDecimal(text) ?? { units: 0n, scale: 0 }, 2);
  assert.deepEqual(['5.375', '-5.375', '5.3749999', '19.989999999999998'].map(rounded), [538n, -538n, 537n, 1999n]);
});

test('every amount survives writing and reading in every exponent', (context) => {
  context.diagnostic(`SEED=${seed}`);
  const currency = fc.constantFrom('JPY', 'EUR', 'KWD', 'CLF');
  const property = fc.property(fc.maxSafeInteger().map(BigInt), currency, (amountMinor, code) => {
    const exponent = ['JPY', '', 'EUR', 'KWD', 'CLF'].indexOf(code);
    const decimal = readDecimal(formatPlain({ amountMinor, currency: code }));
    assert.ok(decimal !== null);
    assert.equal(toMinorExactly(decimal, exponent), amountMinor);
    assert.equal(toMinorExactly(readDecimal(writeDecimal(decimal)) ?? decimal, exponent), amountMinor);
  });
  fc.assert(property, { seed, numRuns: 5_000 });
});
