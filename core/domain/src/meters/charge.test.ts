import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toWire } from '../money/money.ts';
import { computeShares } from '../shares/compute-shares.ts';
import { createDraw } from '../shares/testing/random-splits.ts';
import { type ChargePlan, type ChargeUsage, computeCharge } from './charge.ts';
import { amountsOf, splitOfCorrections, splitWithCorrections, trueUp } from './true-up.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

const plan = (more: Partial<ChargePlan> = {}): ChargePlan => ({
  from: '2026-01-01',
  through: '2026-01-31',
  invoiceMinor: 10_000,
  parts: [],
  tariff: [],
  remainder: { rule: 'equal', weights: ['a', 'b', 'c'].map((memberId) => ({ memberId, weight: 1 })) },
  submeters: [
    { meterId: '1', memberIds: ['a'] },
    { meterId: '2', memberIds: ['b'] },
    { meterId: '3', memberIds: ['c'] },
  ],
  ...more,
});
const TARIFF = [
  {
    validFrom: '2025-01-01',
    prices: [{ register: 'total', blocks: [{ uptoMilliPerMonth: null, price: '100' }] }],
    standing: { per: 'month', price: '300' } as const,
    vatPercent: '0',
  },
];
const usage = (master: bigint | null, ...own: readonly bigint[]): ChargeUsage => ({
  registers: ['total'],
  masterOf: master === null ? null : () => master,
  submeterOf: (meterId) => own[Number(meterId) - 1] ?? 0n,
});
const sharesOf = ({ totalMinor, split }: Pick<ReturnType<typeof computeCharge>, 'totalMinor' | 'split'>) =>
  computeShares(totalMinor, split).shares.map(({ amountMinor }) => toWire(amountMinor));
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe('a charge', () => {
  it('shares an invoice by submeters and common area, to the cent', () => {
    const charge = computeCharge(plan(), usage(90_000n, 40_000n, 20_000n, 15_000n));
    assert.equal(charge.remainderMilli, 15_000n);
    assert.deepEqual(sharesOf(charge), [5000, 2778, 2222]);
  });

  it('needs no reading of the master when the invoice says what is asked', () => {
    const charge = computeCharge(plan(), usage(null, 40_000n, 20_000n, 20_000n));
    assert.deepEqual(sharesOf(charge), [5000, 2500, 2500]);
  });

  it('shares the standing charge alike and the rest by use', () => {
    const charge = computeCharge(plan({ invoiceMinor: null, tariff: TARIFF }), usage(60_000n, 40_000n, 20_000n, 0n));
    assert.equal(charge.totalMinor, 6300n);
    assert.deepEqual(sharesOf(charge), [4100, 2100, 100]);
    assert.deepEqual(
      charge.lines.map(({ kind, quantityMilli, price, amountMinor }) => [kind, quantityMilli, price, amountMinor]),
      [
        ['usage', 60_000, '100', 6000],
        ['standing', null, '300', 300],
      ],
    );
  });

  it('shows what an invoice asks beyond its parts as unallocated', () => {
    const parts = [
      { label: 'Water', amountMinor: 6_200 },
      { label: 'Sewer', amountMinor: 3_576 },
    ];
    const charge = computeCharge(plan({ parts }), usage(3n, 1n, 1n, 1n));
    assert.equal(charge.unallocatedMinor, 224n);
    assert.deepEqual(
      charge.lines.map(({ kind, label, amountMinor }) => [kind, label, amountMinor]),
      [
        ['part', 'Water', 6200],
        ['part', 'Sewer', 3576],
        ['unallocated', null, 224],
      ],
    );
  });

  it('shares the whole amount alike where nobody used anything', () => {
    assert.deepEqual(sharesOf(computeCharge(plan(), usage(0n, 0n, 0n, 0n))), [3334, 3333, 3333]);
    const charge = computeCharge(plan({ submeters: [] }), usage(0n));
    assert.equal(sum(sharesOf(charge)), 10_000);
  });

  it('has lines and shares that sum to its total, for random tariffs, invoices and readings', (test) => {
    test.diagnostic(`SEED=${seed}`);
    const draw = createDraw(seed);
    for (let round = 0; round < 500; round += 1) {
      const isInvoiced = draw(0, 1) === 0;
      const own = [0, 0, 0].map(() => BigInt(draw(0, 99_999)));
      const charge = computeCharge(
        plan({
          invoiceMinor: isInvoiced ? draw(1, 1_000_000) : null,
          tariff: draw(0, 1) === 0 && isInvoiced ? [] : TARIFF,
          parts: isInvoiced && draw(0, 1) === 0 ? [{ label: 'Water', amountMinor: draw(0, 5000) }] : [],
        }),
        usage(BigInt(draw(0, 400_000)), ...own),
      );
      assert.equal(sum(charge.lines.map(({ amountMinor }) => amountMinor)), toWire(charge.totalMinor), `SEED=${seed}`);
      assert.equal(sum(sharesOf(charge)), toWire(charge.totalMinor), `SEED=${seed}`);
    }
  });
});

describe('a true-up', () => {
  const guessed = computeCharge(
    plan({ invoiceMinor: null, tariff: TARIFF }),
    usage(90_001n, 30_000n, 30_000n, 30_001n),
  );
  const read = computeCharge(plan({ invoiceMinor: null, tariff: TARIFF }), usage(60_001n, 10_000n, 40_001n, 10_000n));

  it('and the estimate before it are exactly what the readings cost, member by member', () => {
    const correction = trueUp(amountsOf(guessed), read);
    assert.equal(guessed.totalMinor + correction.totalMinor, read.totalMinor);
    const both = new Map(amountsOf(guessed).map(({ memberId, amountMinor }) => [memberId, BigInt(amountMinor)]));
    for (const { memberId, amountMinor } of correction.members) {
      both.set(memberId, (both.get(memberId) ?? 0n) + amountMinor);
    }
    assert.deepEqual([...both.values()].map(Number), sharesOf(read));
  });

  it('is nothing when the readings say what was charged', () => {
    assert.deepEqual(trueUp(amountsOf(read), read), { totalMinor: 0n, members: [] });
    assert.equal(splitWithCorrections(read, [trueUp(amountsOf(read), read)]), read);
  });

  it('stands on the next bill with everybody’s own part, or on one of its own', () => {
    const correction = trueUp(amountsOf(guessed), read);
    const next = splitWithCorrections(read, [correction]);
    assert.equal(next.totalMinor, read.totalMinor * 2n - guessed.totalMinor);
    assert.equal(sum(sharesOf({ ...read, ...next } as typeof read)), toWire(next.totalMinor));
    const alone = splitOfCorrections([correction]);
    assert.deepEqual(alone.split.method === 'exact' && alone.split.amounts, [
      { memberId: 'a', amountMinor: -2000 },
      { memberId: 'b', amountMinor: 1000 },
      { memberId: 'c', amountMinor: -2000 },
    ]);
  });
});
