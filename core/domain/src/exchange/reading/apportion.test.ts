import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { apportion } from './apportion.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

test('parts sum to the total, stay within one unit of the exact part, and a weight of 0 gets 0', (context) => {
  context.diagnostic(`SEED=${seed}`);
  const weights = fc.array(fc.bigInt({ min: 0n, max: 10_000n }), { minLength: 1, maxLength: 30 });
  const property = fc.property(fc.maxSafeInteger().map(BigInt), weights, fc.nat(40), (total, list, rotation) => {
    const sum = list.reduce((left, right) => left + right, 0n);
    fc.pre(sum > 0n);
    const parts = apportion(total, list, rotation % list.length);
    assert.equal(
      parts.reduce((left, right) => left + right, 0n),
      total,
    );
    parts.forEach((part, index) => {
      const distance = part * sum - total * (list[index] ?? 0n);
      assert.ok(distance < sum && distance > -sum);
      if (list[index] === 0n) assert.equal(part, 0n);
    });
  });
  fc.assert(property, { seed, numRuns: 5_000 });
});

test('30.00 over seven is three times 4.28 and four times 4.29', () => {
  const parts = apportion(3000n, [1n, 1n, 1n, 1n, 1n, 1n, 1n], 5);
  assert.deepEqual([...parts].sort().map(Number), [428, 428, 428, 429, 429, 429, 429]);
});
