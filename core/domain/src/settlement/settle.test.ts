import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AppError } from '../errors.ts';
import { settle } from './settle.ts';
import type { MemberBalance, PairwiseDebt, Transfer } from './settlement-plan.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

test('fewest payments are as few as trying every way of paying needs, in 10,000 groups of up to 10', (context) => {
  context.diagnostic(`SEED=${seed}`);
  let groupsWithCircles = 0;
  let groupsOfTen = 0;
  const property = fc.property(groupOfUpTo(10), (amounts) => {
    const balances = toBalances(amounts);
    const plan = settle('fewest', { balances });
    assert.equal(plan.transfers.length, fewestByTrial(amounts.map(Number)));
    assert.equal(plan.isExact, true);
    assertSettled(balances, plan.transfers);
    const openCount = amounts.filter((amount) => amount !== 0n).length;
    if (plan.transfers.length < openCount - 1) groupsWithCircles += 1;
    if (openCount === 10) groupsOfTen += 1;
  });
  fc.assert(property, { seed, numRuns: 10_000 });
  context.diagnostic(`groups that split into circles: ${groupsWithCircles}; with ten open: ${groupsOfTen}`);
  assert.ok(groupsWithCircles > 1_000 && groupsOfTen > 200, 'the groups must be hard enough to tell methods apart');
});

test('a zero-sum triple is not cancelled first where that would cost a payment', () => {
  const amounts = [1n, 10n, -11n, 20n, 6n, -26n, 40n, -7n, -33n];
  assert.equal(settle('fewest', { balances: toBalances(amounts) }).transfers.length, 6);
});

test('the order in which members are handed in changes nothing', (context) => {
  context.diagnostic(`SEED=${seed}`);
  const orders = groupOfUpTo(12).chain((amounts) => {
    const balances = toBalances(amounts);
    const everybody = { minLength: balances.length, maxLength: balances.length };
    return fc.tuple(fc.constant(balances), fc.shuffledSubarray([...balances], everybody));
  });
  const property = fc.property(orders, ([balances, otherOrder]) => {
    assert.deepEqual(settle('fewest', { balances: otherOrder }), settle('fewest', { balances }));
    const asMap = new Map(otherOrder.map(({ memberId, amountMinor }) => [memberId, amountMinor]));
    assert.deepEqual(settle('up-to-date', { balances: asMap }), settle('fewest', { balances }));
  });
  fc.assert(property, { seed, numRuns: 1_000 });
});

test('paying every suggestion leaves everybody at exactly 0, also above 20 members and beyond 2^53', (context) => {
  context.diagnostic(`SEED=${seed}`);
  const amount = fc.oneof(fc.bigInt(-40n, 40n), fc.bigInt(-(2n ** 80n), 2n ** 80n));
  const property = fc.property(fc.array(amount, { maxLength: 60, size: 'max' }), (amounts) => {
    const balances = toBalances(withCounterpart(amounts));
    const openCount = balances.filter(({ amountMinor }) => amountMinor !== 0n).length;
    const { transfers } = settle('fewest', { balances });
    assertSettled(balances, transfers);
    assert.ok(transfers.length <= Math.max(0, openCount - 1));
  });
  fc.assert(property, { seed, numRuns: 60 });
});

test('amounts that a float would take for equal stay apart', () => {
  const big = 2n ** 60n;
  const amounts = [big, 40n, -big - 1n, -39n, big + 7n, 11n, -big - 9n, -9n];
  const balances = toBalances(amounts);
  const { transfers } = settle('fewest', { balances });
  assertSettled(balances, transfers);
  assert.equal(transfers.length, 6);
});

test('twenty open balances are settled exactly, whatever they look like', () => {
  const distinct = withCounterpart(Array.from({ length: 19 }, (_, at) => 2n ** BigInt(at) * 1_000_003n));
  const manyCircles = withCounterpart(Array.from({ length: 19 }, (_, at) => (at % 4 === 0 ? -30n : 10n)));
  const halves = withCounterpart(
    [60, 50, 70, -10, -20, -30, -40, -35, 90, -55, 15, 25, 45, -65, 75, -80, 100, -95, 5].map(BigInt),
  );
  for (const [name, amounts] of Object.entries({ distinct, manyCircles, halves })) {
    const balances = toBalances(amounts);
    const plan = settle('fewest', { balances });
    assert.equal(plan.isExact, true, name);
    assertSettled(balances, plan.transfers);
  }
});

test('above twenty open balances the plan says that it may not be the shortest', () => {
  const balances = toBalances(withCounterpart(Array.from({ length: 24 }, (_, at) => 3n ** BigInt(at))));
  const plan = settle('fewest', { balances });
  assert.equal(plan.isExact, false);
  assertSettled(balances, plan.transfers);
});

test('members who square each other exactly do not count towards the twenty', () => {
  const balances = toBalances(Array.from({ length: 60 }, (_, at) => (at % 2 === 0 ? 1n : -1n) * BigInt((at >> 1) + 1)));
  const plan = settle('fewest', { balances });
  assert.equal(plan.isExact, true);
  assert.equal(plan.transfers.length, 30);
});

test('of equally short plans the one along existing debts is taken', () => {
  const balances = toBalances([-10n, -10n, 10n, 10n]);
  const debts = [debt('m00', 'm03', 10n), debt('m01', 'm02', 10n)];
  assert.deepEqual(settle('fewest', { balances, debts }).transfers, debts);
  const crossed = [debt('m00', 'm02', 10n), debt('m01', 'm03', 10n)];
  assert.deepEqual(settle('fewest', { balances, debts: crossed }).transfers, crossed);
});

test('existing debts decide inside a circle too', () => {
  const balances = toBalances([-30n, -20n, 40n, 10n]);
  const debts = [debt('m00', 'm02', 30n), debt('m01', 'm02', 10n), debt('m01', 'm03', 10n)];
  assert.deepEqual(settle('fewest', { balances, debts }).transfers, debts);
  const other = [debt('m00', 'm02', 20n), debt('m00', 'm03', 10n), debt('m01', 'm02', 20n)];
  assert.deepEqual(settle('fewest', { balances, debts: other }).transfers, other);
});

test('the naive count is the pairs that owe each other, or one pass by id without debts', () => {
  const balances = toBalances([-5n, 0n, 5n]);
  const debts = [debt('m00', 'm01', 5n), debt('m01', 'm02', 8n), debt('m02', 'm01', 3n)];
  const plan = settle('fewest', { balances, debts });
  assert.deepEqual([plan.transfers.length, plan.comparedWith.naiveCount], [1, 2]);
  const byId = settle('fewest', { balances: toBalances([-3n, -5n, 5n, 3n]) });
  assert.deepEqual([byId.transfers.length, byId.comparedWith.naiveCount], [2, 3]);
});

test('a settled group gets no suggestion, so applying a plan twice is a plan of nothing', () => {
  for (const amounts of [[], [0n], [0n, 0n, 0n]]) {
    assert.deepEqual(settle('fewest', { balances: toBalances(amounts) }).transfers, []);
    assert.deepEqual(settle('keep-creditors', { balances: toBalances(amounts), debts: [] }).transfers, []);
  }
});

test('through the primary payer everybody pays or is paid once, by the primary payer alone', () => {
  const balances = toBalances([-30n, 50n, -25n, 5n]);
  const plan = settle('through-primary', { balances, primaryMemberId: 'm03' });
  assert.deepEqual(plan.transfers, [debt('m00', 'm03', 30n), debt('m02', 'm03', 25n), debt('m03', 'm01', 50n)]);
  assertSettled(balances, plan.transfers);
  const outsider = settle('through-primary', { balances, primaryMemberId: 'somebody-at-0' });
  assert.equal(outsider.transfers.length, 4);
});

test('input that cannot be settled is refused with what is wrong', () => {
  const twice = [
    { memberId: 'ana', amountMinor: 1n },
    { memberId: 'ana', amountMinor: -1n },
  ];
  assertRefused(() => settle('fewest', { balances: twice }), 'invalid_input', { memberId: 'ana' });
  const off = toBalances([5n, -4n]);
  assertRefused(() => settle('fewest', { balances: off }), 'invalid_input', { differenceMinor: '1' });
  const balances = toBalances([5n, -5n]);
  assertRefused(() => settle('keep-creditors', { balances }), 'invalid_input', { field: 'debts' });
  assertRefused(() => settle('through-primary', { balances }), 'invalid_input', { field: 'primaryMemberId' });
  const tooFew = { balances, debts: [debt('m01', 'm00', 4n)] };
  const difference = { memberId: 'm00', differenceMinor: '1' };
  assertRefused(() => settle('keep-creditors', tooFew), 'invalid_input', difference);
  const nothing = { balances, debts: [debt('m01', 'm00', 0n)] };
  assertRefused(() => settle('fewest', nothing), 'invalid_input', { from: 'm01', to: 'm00' });
  const huge = toBalances([2n ** 90n, -(2n ** 90n)]);
  assertRefused(() => settle('fewest', { balances: huge }), 'amount_out_of_range', { amountMinor: String(2n ** 90n) });
  const crowd = toBalances(Array.from({ length: 2_001 }, () => 0n));
  assertRefused(() => settle('fewest', { balances: crowd }), 'too_large', {
    part: 'members',
    length: 2_001,
    max: 2_000,
  });
});

test('two thousand members are planned for in a bounded time', (context) => {
  const amounts = Array.from({ length: 1_999 }, (_, at) => BigInt(((at * 7_919) % 100_003) - 50_000));
  const balances = toBalances(withCounterpart(amounts));
  const startedAt = performance.now();
  const { transfers } = settle('fewest', { balances });
  const tookMs = performance.now() - startedAt;
  context.diagnostic(`2,000 members: ${tookMs.toFixed(0)} ms, ${transfers.length} payments`);
  assertSettled(balances, transfers);
  assert.ok(tookMs < 5_000);
});

/** Pays off the first open balance in every possible way and goes on; knows nothing of subsets that sum to 0. */
function fewestByTrial(amounts: readonly number[], at = 0, paid = 0, best = amounts.length): number {
  let first = at;
  while (amounts[first] === 0) first += 1;
  const open = amounts[first];
  if (open === undefined) return paid;
  if (paid + 1 >= best) return best;
  const tried = new Set<number>();
  let fewest = best;
  for (let other = first + 1; other < amounts.length; other += 1) {
    const partner = amounts[other] ?? 0;
    if (partner * open >= 0 || tried.has(partner)) continue;
    tried.add(partner);
    const left = amounts.with(other, partner + open);
    fewest = Math.min(fewest, fewestByTrial(left, first + 1, paid + 1, fewest));
  }
  return fewest;
}

function groupOfUpTo(members: number): fc.Arbitrary<readonly bigint[]> {
  const group = (largest: bigint, size: number) =>
    fc.array(fc.bigInt(-largest, largest), { minLength: 1, maxLength: size - 1, size: 'max' }).map(withCounterpart);
  const circles = fc.tuple(group(900n, members >> 1), group(900n, members >> 1)).map((both) => both.flat());
  const threeCircles = fc.array(group(90n, 3), { minLength: 2, maxLength: Math.floor(members / 3), size: 'max' });
  const shuffled = threeCircles.map((found) => found.flat().sort((a, b) => Number(a - b)));
  return fc.oneof(group(5_000n, members), group(9n, members), group(3n, members), circles, shuffled);
}

function withCounterpart(amounts: readonly bigint[]): readonly bigint[] {
  return [...amounts, -amounts.reduce((sum, amount) => sum + amount, 0n)];
}

function toBalances(amounts: readonly bigint[]): readonly MemberBalance[] {
  return amounts.map((amountMinor, at) => ({ memberId: `m${String(at).padStart(2, '0')}`, amountMinor }));
}

function debt(from: string, to: string, amountMinor: bigint): PairwiseDebt {
  return { from, to, amountMinor };
}

function assertSettled(balances: readonly MemberBalance[], transfers: readonly Transfer[]): void {
  const left = new Map(balances.map(({ memberId, amountMinor }) => [memberId, amountMinor]));
  for (const { from, to, amountMinor } of transfers) {
    assert.ok(amountMinor > 0n && from !== to);
    left.set(from, (left.get(from) ?? 0n) + amountMinor);
    left.set(to, (left.get(to) ?? 0n) - amountMinor);
  }
  const unsettled = [...left].filter(([, amountMinor]) => amountMinor !== 0n);
  assert.deepEqual(unsettled, []);
}

function assertRefused(act: () => unknown, code: string, data: Readonly<Record<string, unknown>>): void {
  assert.throws(act, (error) => {
    assert.ok(error instanceof AppError);
    assert.deepEqual([error.code, error.data], [code, data]);
    return true;
  });
}
