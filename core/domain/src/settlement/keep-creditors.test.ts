import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { settle } from './settle.ts';
import type { MemberBalance, PairwiseDebt, Transfer } from './settlement-plan.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

test('debts both ways between two members become one', () => {
  assert.deepEqual(plan(['ana bo 30', 'bo ana 10']), ['ana bo 20']);
});

test('debts that run in a circle cancel', () => {
  assert.deepEqual(plan(['ana bo 30', 'bo cy 20', 'cy ana 20']), ['ana bo 10']);
  assert.deepEqual(plan(['ana bo 7', 'bo cy 7', 'cy ana 7']), []);
});

test('a debt moves along to a creditor whom the debtor owes already', () => {
  assert.deepEqual(plan(['ana bo 10', 'ana cy 5', 'bo cy 10']), ['ana cy 15']);
});

test('a debt does not move to somebody new, although that would save a payment', () => {
  const debts = toDebts(['ana bo 10', 'bo cy 10']);
  const kept = settle('keep-creditors', { balances: balancesOf(debts), debts });
  assert.deepEqual(kept.transfers.map(toText), ['ana bo 10', 'bo cy 10']);
  assert.equal(kept.isExact, false);
  assert.equal(settle('fewest', { balances: balancesOf(debts), debts }).transfers.length, 1);
});

test('nobody in the middle is made to pass on more than they owed', () => {
  const debts = ['ana bo 10', 'ana dee 10', 'bo cy 10', 'dee cy 10'];
  assert.deepEqual(plan(debts), debts);
});

test('a plan as short as the shortest of all is known to be exact', () => {
  const debts = toDebts(['ana bo 10', 'ana cy 5', 'bo cy 10']);
  const kept = settle('keep-creditors', { balances: balancesOf(debts), debts });
  assert.deepEqual([kept.isExact, kept.transfers.length, kept.comparedWith.naiveCount], [true, 1, 3]);
});

test('whatever the debts: only old creditors are paid, nobody pays more in total, everybody ends at 0', (context) => {
  context.diagnostic(`SEED=${seed}`);
  let shorter = 0;
  const property = fc.property(anyDebts(), (debts) => {
    const balances = balancesOf(debts);
    const { transfers, comparedWith } = settle('keep-creditors', { balances, debts });
    assert.ok(transfers.every(({ from, to }) => debts.some((debt) => debt.from === from && debt.to === to)));
    assert.ok(transfers.every(({ amountMinor }) => amountMinor > 0n));
    for (const { memberId } of balances) {
      assert.ok(paidBy(transfers, memberId) <= paidBy(debts, memberId));
      assert.equal(receivedBy(transfers, memberId) - paidBy(transfers, memberId), balanceOf(debts, memberId));
    }
    assert.ok(transfers.length <= comparedWith.naiveCount);
    if (transfers.length < comparedWith.naiveCount) shorter += 1;
    assert.ok(!hasDirectedCycle(transfers));
  });
  fc.assert(property, { seed, numRuns: 2_000 });
  context.diagnostic(`shorter than the net debts: ${shorter}`);
  assert.ok(shorter > 500);
});

test('the order of debts and balances changes nothing', (context) => {
  context.diagnostic(`SEED=${seed}`);
  const property = fc.property(anyDebts(), (debts) => {
    const balances = balancesOf(debts);
    const inOrder = settle('keep-creditors', { balances, debts });
    const reversed = settle('keep-creditors', { balances: balances.toReversed(), debts: debts.toReversed() });
    assert.deepEqual(reversed, inOrder);
  });
  fc.assert(property, { seed, numRuns: 500 });
});

test('a hundred members who all owe each other are planned for in a bounded time', (context) => {
  const names = Array.from({ length: 100 }, (_, at) => `m${String(at).padStart(2, '0')}`);
  const debts = names.flatMap((from, low) =>
    names.slice(low + 1).map((to, step) => ({
      ...((low * 31 + step * 17) % 3 === 0 ? { from: to, to: from } : { from, to }),
      amountMinor: BigInt(((low * 7_919 + step * 104_729) % 9_973) + 1),
    })),
  );
  const startedAt = performance.now();
  const { transfers } = settle('keep-creditors', { balances: balancesOf(debts), debts });
  const tookMs = performance.now() - startedAt;
  context.diagnostic(`${debts.length} debts: ${tookMs.toFixed(0)} ms, ${transfers.length} payments`);
  assert.ok(tookMs < 5_000);
});

function plan(texts: readonly string[]): readonly string[] {
  const debts = toDebts(texts);
  return settle('keep-creditors', { balances: balancesOf(debts), debts }).transfers.map(toText);
}

function toDebts(texts: readonly string[]): readonly PairwiseDebt[] {
  return texts.map((text) => {
    const [from = '', to = '', amount = ''] = text.split(' ');
    return { from, to, amountMinor: BigInt(amount) };
  });
}

function toText({ from, to, amountMinor }: Transfer): string {
  return `${from} ${to} ${amountMinor}`;
}

function anyDebts(): fc.Arbitrary<readonly PairwiseDebt[]> {
  const member = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
  const debt = fc.record({
    from: member,
    to: member,
    amountMinor: fc.oneof(fc.bigInt(1n, 12n), fc.bigInt(1n, 2n ** 70n)),
  });
  return fc.array(debt, { maxLength: 30, size: 'max' }).map((debts) => debts.filter(({ from, to }) => from !== to));
}

function balancesOf(debts: readonly PairwiseDebt[]): readonly MemberBalance[] {
  const members = new Set(debts.flatMap(({ from, to }) => [from, to]));
  return [...members].map((memberId) => ({ memberId, amountMinor: balanceOf(debts, memberId) }));
}

function balanceOf(debts: readonly PairwiseDebt[], memberId: string): bigint {
  return receivedBy(debts, memberId) - paidBy(debts, memberId);
}

function paidBy(transfers: readonly Transfer[], memberId: string): bigint {
  return transfers.filter(({ from }) => from === memberId).reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}

function receivedBy(transfers: readonly Transfer[], memberId: string): bigint {
  return transfers.filter(({ to }) => to === memberId).reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
}

// Members without a payer leave one after the other; whoever cannot stands in a circle or behind one.
function hasDirectedCycle(transfers: readonly Transfer[]): boolean {
  let rest = transfers;
  for (;;) {
    const next = rest.filter(({ from }) => rest.some(({ to }) => to === from));
    if (next.length === rest.length) return rest.length > 0;
    rest = next;
  }
}
