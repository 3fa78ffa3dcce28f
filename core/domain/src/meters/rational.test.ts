import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDraw } from '../shares/testing/random-splits.ts';
import { parseRational, rational, roundHalfAway, roundToTotal, sumOf } from './rational.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

describe('exact fractions', () => {
  it('are in lowest terms with a positive denominator', () => {
    assert.deepEqual(rational(6n, -4n), { numerator: -3n, denominator: 2n });
    assert.deepEqual(parseRational('9.20'), { numerator: 46n, denominator: 5n });
  });

  it('refuse prices that are no plain decimals', () => {
    for (const text of ['9,2', '1e3', '', '.5', '1.', '1/3']) {
      assert.throws(() => parseRational(text), { code: 'invalid_input' }, text);
    }
  });

  it('sum to the total once rounded, each within one unit of its exact value', (test) => {
    test.diagnostic(`SEED=${seed}`);
    const draw = createDraw(seed);
    for (let round = 0; round < 1000; round += 1) {
      const exact = Array.from({ length: draw(1, 12) }, () =>
        rational(BigInt(draw(0, 2_000_000) - 1_000_000), BigInt(draw(1, 999))),
      );
      const total = roundHalfAway(sumOf(exact));
      const parts = roundToTotal(exact, total);
      assert.equal(
        parts.reduce((sum, part) => sum + part, 0n),
        total,
        `SEED=${seed}`,
      );
      for (const [index, { numerator, denominator }] of exact.entries()) {
        const off = (parts[index] ?? 0n) * denominator - numerator;
        assert.ok(off > -denominator && off <= denominator, `SEED=${seed} round ${round}`);
      }
    }
  });

  it('give the unit that is left over to the first of equal parts', () => {
    const third = rational(1n, 3n);
    assert.deepEqual(roundToTotal([third, third, third], 1n), [1n, 0n, 0n]);
  });
});
