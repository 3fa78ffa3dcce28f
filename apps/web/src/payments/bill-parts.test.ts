import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { partsOf, sumOfShares } from './bill-parts.ts';

const share = (billId: string, date: string, openMinor: number) => ({
  billId,
  date,
  openMinor,
  title: billId,
  dueOn: null,
  currency: 'EUR',
  shareMinor: openMinor,
});
const SHARES = [
  share('water', '2026-11-01', 1_250),
  share('rent', '2026-10-01', 26_000),
  share('net', '2026-11-01', 833),
];

describe('the bills a payment names', () => {
  it('are settled in full when it is enough, and the rest of it is for the balance', () => {
    assert.equal(sumOfShares(SHARES), 28_083);
    const parts = partsOf(SHARES, 30_000);
    assert.deepEqual(
      parts.map(({ billId }) => billId),
      ['rent', 'net', 'water'],
    );
    assert.equal(
      parts.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
      28_083,
    );
  });

  it('are settled from the oldest on when it is not, and a bill that gets nothing is not named', () => {
    assert.deepEqual(partsOf(SHARES, 26_100), [
      { billId: 'rent', amountMinor: 26_000 },
      { billId: 'net', amountMinor: 100 },
    ]);
  });
});
