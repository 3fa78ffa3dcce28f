import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { computeShares, takeBackShares } from './compute-shares.ts';
import { ACCOUNT_UNITS_PER_MINOR, type RoundingAccount } from './rounding-account.ts';
import type { Split } from './split.ts';
import { createDraw, randomSplit } from './testing/random-splits.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const SPLITS = Number(process.env.SPLITS ?? 1_000_000);
const code = (expected: string) => (error: unknown) => (error as { code?: string }).code === expected;

const equal = (count: number): Split => ({
  method: 'equal',
  participants: Array.from({ length: count }, (_, index) => `m${index}`),
});
const amounts = (totalMinor: bigint, split: Split, account: RoundingAccount = {}) =>
  computeShares(totalMinor, split, account).shares.map(({ amountMinor }) => amountMinor);
const sorted = (values: readonly bigint[]) => values.toSorted((a, b) => (a < b ? 1 : -1)).map(Number);

describe('shares', () => {
  it('split what cannot be split evenly into whole units: 30.00 / 7, 100.00 / 3, 10 JPY / 4, 1.000 KWD / 3', () => {
    assert.deepEqual(sorted(amounts(3000n, equal(7))), [429, 429, 429, 429, 428, 428, 428]);
    assert.deepEqual(sorted(amounts(10_000n, equal(3))), [3334, 3333, 3333]);
    assert.deepEqual(sorted(amounts(10n, equal(4))), [3, 3, 2, 2]);
    assert.deepEqual(sorted(amounts(1000n, equal(3))), [334, 333, 333]);
    assert.deepEqual(sorted(amounts(-100n, equal(3))), [-33, -33, -34]);
  });

  it(`sum to the total in ${SPLITS.toLocaleString('en')} random splits, whatever the order; who has weight 0 gets 0`, (test) => {
    test.diagnostic(`SEED=${seed}`);
    const draw = createDraw(seed);
    for (let count = 0; count < SPLITS; count += 1) {
      const { totalMinor, split } = randomSplit(draw, count % 1000 === 0 ? 50 : 6);
      const { shares } = computeShares(totalMinor, split);
      const sum = shares.reduce((total, { amountMinor }) => total + amountMinor, 0n);
      const isRight =
        sum === totalMinor &&
        shares.every(
          ({ amountMinor, exact }) =>
            isFloorOrCeiling(amountMinor, exact) && (exact.numerator !== 0n || amountMinor === 0n),
        );
      // A failing case is described only once it failed: text for a million would be most of the time.
      if (!isRight) assert.fail(`SEED=${seed} case ${count}: ${describeCase(totalMinor, split)}`);
      if (count % 16 === 0) assertSameReversed(totalMinor, split, shares, count);
    }
  });

  it('do not depend on who is named first, with a rounding account as well', () => {
    const account = { m0: '300000000000', m1: '-300000000000' };
    const reversed: Split = { method: 'equal', participants: ['m2', 'm1', 'm0'] };
    assert.deepEqual(computeShares(100n, equal(3), account), computeShares(100n, reversed, account));
  });

  it('say what is wrong and by how much', () => {
    const exact = (amountMinor: number): Split => ({ method: 'exact', amounts: [{ memberId: 'a', amountMinor }] });
    assert.throws(
      () => computeShares(52_434n, exact(52_435)),
      (error: unknown) => {
        const { code: found, data } = error as { code: string; data: { differenceMinor: number } };
        return found === 'shares_mismatch' && data.differenceMinor === 1;
      },
    );
    const percent = (first: string): Split => ({
      method: 'percentage',
      percentages: [
        { memberId: 'a', percent: first },
        { memberId: 'b', percent: '50' },
      ],
    });
    assert.throws(() => computeShares(100n, percent('49.9999')), /off 100 by -0\.0001/);
    assert.throws(
      () => computeShares(100n, { method: 'weight', weights: [{ memberId: 'a', weight: 0 }] }),
      code('shares_mismatch'),
    );
    assert.throws(() => computeShares(100n, { method: 'equal', participants: ['a', 'a'] }), code('invalid_input'));
    assert.throws(
      () => computeShares(100n, { method: 'weight', weights: [{ memberId: 'a', weight: 0.5 }] }),
      code('invalid_input'),
    );
  });

  it('carry tax and tip in proportion to what each one had', () => {
    const split: Split = {
      method: 'itemised',
      items: [
        { label: 'steak', amountMinor: 3000, weights: [{ memberId: 'a', weight: 1 }] },
        { label: 'salad', amountMinor: 1000, weights: [{ memberId: 'b', weight: 1 }] },
      ],
      taxMinor: 400,
      tipMinor: 400,
      discountMinor: 0,
    };
    assert.deepEqual(amounts(4800n, split), [3600n, 1200n]);
  });

  it('add the adjustments to what is equal for all', () => {
    const split: Split = {
      method: 'adjustment',
      participants: ['a', 'b'],
      adjustments: [{ memberId: 'b', amountMinor: 500 }],
    };
    assert.deepEqual(amounts(2500n, split), [1000n, 1500n]);
  });
});

describe('the rounding account', () => {
  it('gives each member as many odd units as any other over 1,000 equal bills', () => {
    let account: RoundingAccount = {};
    const extra = new Map<string, number>();
    for (let bill = 0; bill < 1000; bill += 1) {
      const result = computeShares(100n, equal(3), account);
      account = result.account;
      for (const { memberId, roundingMinor } of result.shares)
        extra.set(memberId, (extra.get(memberId) ?? 0) + Number(roundingMinor));
    }
    const counts = [...extra.values()];
    assert.ok(Math.max(...counts) - Math.min(...counts) <= 1, counts.join());
  });

  it('keeps everybody within one unit over 20,000 random bills of a group, sums to 0 and stays small', (test) => {
    test.diagnostic(`SEED=${seed}`);
    const draw = createDraw(seed);
    let account: RoundingAccount = {};
    let furthest = 0n;
    for (let bill = 0; bill < 20_000; bill += 1) {
      const participants = ['a', 'b', 'c', 'd', 'e'];
      const split: Split =
        draw(0, 1) === 0
          ? { method: 'equal', participants }
          : { method: 'weight', weights: participants.map((memberId) => ({ memberId, weight: draw(1, 9) })) };
      account = computeShares(BigInt(draw(1, 9999)), split, account).account;
      const values = Object.values(account).map(BigInt);
      assert.equal(
        values.reduce((sum, value) => sum + value, 0n),
        0n,
        `SEED=${seed} bill ${bill}`,
      );
      for (const value of values) if (value > furthest || -value > furthest) furthest = value < 0n ? -value : value;
    }
    assert.ok(
      furthest <= ACCOUNT_UNITS_PER_MINOR,
      `SEED=${seed}: ${Number(furthest) / Number(ACCOUNT_UNITS_PER_MINOR)} units`,
    );
    assert.ok(JSON.stringify(account).length < 200);
  });

  it('is exactly what it was when a bill is taken back', (test) => {
    test.diagnostic(`SEED=${seed}`);
    const draw = createDraw(seed);
    let account: RoundingAccount = {};
    for (let bill = 0; bill < 5000; bill += 1) {
      const { totalMinor, split } = randomSplit(draw, 6);
      const charged = computeShares(totalMinor, split, account);
      assert.deepEqual(takeBackShares(charged.account, charged.shares), account, `SEED=${seed} bill ${bill}`);
      if (bill % 2 === 0) account = charged.account;
    }
  });
});

function isFloorOrCeiling(
  amount: bigint,
  exact: { readonly numerator: bigint; readonly denominator: bigint },
): boolean {
  const off = amount * exact.denominator - exact.numerator;
  return off > -exact.denominator && off < exact.denominator;
}

function assertSameReversed(
  totalMinor: bigint,
  split: Split,
  shares: readonly { readonly amountMinor: bigint }[],
  count: number,
): void {
  const turned = computeShares(totalMinor, reversed(split)).shares;
  const isSame = turned.every(({ amountMinor }, index) => amountMinor === shares[index]?.amountMinor);
  if (!isSame) assert.fail(`SEED=${seed} case ${count} depends on the order: ${describeCase(totalMinor, split)}`);
}

function reversed(split: Split): Split {
  const turned = Object.entries(split).map(([key, value]) => [key, Array.isArray(value) ? value.toReversed() : value]);
  return Object.fromEntries(turned) as Split;
}

function describeCase(totalMinor: bigint, split: Split): string {
  return `${totalMinor} ${JSON.stringify(split)}`;
}
