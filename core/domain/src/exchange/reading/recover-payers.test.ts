import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { MemberAmount } from '../imported-group.ts';
import { recoverSplit } from './recover-payers.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

test('one positive net paid the whole cost', () => {
  const split = recoverSplit(20000n, nets(10000n, -10000n, 0n));
  assert.deepEqual(split?.payers, [{ memberKey: 'a', amountMinor: 20000n }]);
  assert.deepEqual(
    split?.shares.map((share) => share.amountMinor),
    [10000n, 10000n],
  );
  assert.deepEqual(split?.inferred, ['payer_share_from_cost']);
});

test('several positive nets of an equal split give the equal split back, with who paid a part of it', () => {
  const even = recoverSplit(20000n, nets(3333n, 3333n, -6666n));
  assert.deepEqual(
    even?.shares.map((share) => share.amountMinor),
    [6667n, 6667n, 6666n],
  );
  assert.deepEqual(
    even?.payers.map((payer) => payer.amountMinor),
    [10000n, 10000n],
  );
  const partly = recoverSplit(9000n, nets(750n, -2250n, 1750n, -250n));
  assert.deepEqual(
    partly?.payers.map((payer) => payer.amountMinor),
    [3000n, 4000n, 2000n],
  );
  assert.deepEqual(partly?.inferred, ['payers_equal_split']);
});

test('several positive nets that no equal split explains share what the others do not owe', () => {
  const split = recoverSplit(10000n, nets(1000n, 8000n, -9000n));
  assert.deepEqual(
    split?.payers.map((payer) => payer.amountMinor),
    [1500n, 8500n],
  );
  assert.deepEqual(
    split?.shares.map((share) => share.amountMinor),
    [500n, 500n, 9000n],
  );
  assert.deepEqual(split?.inferred, ['payers_share_remainder']);
});

test('without any net nobody owes anybody, and the payer stays unknown', () => {
  const split = recoverSplit(1001n, nets(0n, 0n));
  assert.deepEqual(split?.payers, split?.shares);
  assert.deepEqual(split?.inferred, ['payer_unknown']);
});

test('nets that need more money than the cost have no split', () => {
  assert.equal(recoverSplit(99n, nets(100n, -100n)), null);
});

test('the nets come back exactly and both sides sum to the cost, for bills and refunds', (context) => {
  context.diagnostic(`SEED=${seed}`);
  let severalPayers = 0;
  const amounts = fc.array(fc.tuple(fc.bigInt(0n, 5000n), fc.bigInt(0n, 5000n)), { minLength: 2, maxLength: 12 });
  const property = fc.property(amounts, fc.boolean(), fc.nat(3), (pairs, isRefund, payerCount) => {
    const sign = isRefund ? -1n : 1n;
    const paid = pairs.map(([amount], index) => (index <= payerCount ? amount : 0n));
    const cost = paid.reduce((sum, amount) => sum + amount, 0n);
    const owed = pairs.map(([, weight]) => weight);
    const weightSum = owed.reduce((sum, weight) => sum + weight, 0n);
    fc.pre(cost > 0n && weightSum > 0n);
    const shares = owed.map((weight) => (cost * weight) / weightSum);
    shares[0] = (shares[0] ?? 0n) + cost - shares.reduce((sum, share) => sum + share, 0n);
    const list = nets(...paid.map((amount, index) => sign * (amount - (shares[index] ?? 0n))));
    const split = recoverSplit(sign * cost, list);
    assert.ok(split !== null);
    if (split.payers.length > 1) severalPayers += 1;
    assert.equal(sumOf(split.payers), sign * cost);
    assert.equal(sumOf(split.shares), sign * cost);
    for (const net of list) {
      assert.equal(amountOf(split.payers, net.memberKey) - amountOf(split.shares, net.memberKey), net.amountMinor);
    }
    assert.ok([...split.payers, ...split.shares].every((amount) => amount.amountMinor * sign > 0n));
  });
  fc.assert(property, { seed, numRuns: 3_000 });
  assert.ok(severalPayers > 300, 'the cases must hold bills with several payers');
});

function nets(...amounts: readonly bigint[]): readonly MemberAmount[] {
  return amounts.map((amountMinor, index) => ({ memberKey: String.fromCharCode(97 + index), amountMinor }));
}

function sumOf(amounts: readonly MemberAmount[]): bigint {
  return amounts.reduce((sum, amount) => sum + amount.amountMinor, 0n);
}

function amountOf(amounts: readonly MemberAmount[], memberKey: string): bigint {
  return sumOf(amounts.filter((amount) => amount.memberKey === memberKey));
}
