import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDraw } from '../shares/testing/random-splits.ts';
import { formatMilli, parseMilli } from './quantity.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

describe('quantities', () => {
  it('are read with a comma or a point before the decimals, and with the zeros of a counter', () => {
    assert.equal(parseMilli('01234.5'), 1_234_500n);
    assert.equal(parseMilli('12,5'), 12_500n);
    assert.equal(parseMilli(' 0,39 '), 390n);
    assert.equal(parseMilli('1234.567'), 1_234_567n);
    assert.equal(parseMilli('7.500000'), 7500n);
    assert.equal(parseMilli('7,500000'), 7500n);
  });

  it('ask back where a comma can mean thousands', () => {
    assert.throws(() => parseMilli('1,234'), { code: 'amount_ambiguous' });
    assert.throws(() => parseMilli('1,500'), { code: 'amount_ambiguous' });
  });

  it('refuse what is no quantity, finer than a thousandth, or beyond what is exact', () => {
    for (const text of ['', '-1', '1.2.3', '1.234,5', 'kWh', '1e3', '0.0001', '.5']) {
      assert.throws(() => parseMilli(text), { code: 'invalid_input' }, text);
    }
    assert.throws(() => parseMilli('999999999999999'), { code: 'amount_out_of_range' });
  });

  it('are the same after they were written and read again', (test) => {
    test.diagnostic(`SEED=${seed}`);
    const draw = createDraw(seed);
    for (let round = 0; round < 2000; round += 1) {
      const milli = BigInt(draw(0, 1_000_000_000)) * BigInt(draw(0, 1) === 0 ? 1 : 250);
      assert.equal(parseMilli(formatMilli(milli)), milli, `SEED=${seed}`);
    }
    assert.equal(formatMilli(-1500n), '-1.5');
  });
});
