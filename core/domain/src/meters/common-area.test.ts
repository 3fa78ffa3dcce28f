import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createDraw } from '../shares/testing/random-splits.ts';
import { allocateMaster, type RemainderRule } from './common-area.ts';

const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));

const everybody = (rule: RemainderRule['rule'], weights: readonly number[] = [1, 1, 1]): RemainderRule => ({
  rule,
  weights: weights.map((weight, index) => ({ memberId: ['a', 'b', 'c'][index] ?? '', weight })),
});
const behind = (meterId: string, milli: bigint, ...memberIds: string[]) => ({
  meterId,
  consumptionMilli: milli,
  memberIds,
});
const submeters = [behind('1', 4000n, 'a'), behind('2', 2000n, 'b', 'c')];
const milliOf = (...args: Parameters<typeof allocateMaster>) =>
  allocateMaster(...args).consumptions.map(({ memberId, milli }) => [memberId, Number(milli)]);

describe('what a master meter counts beyond its submeters', () => {
  it('is the owner’s, everybody’s, by weight or in proportion, as the rule says', () => {
    const owner: RemainderRule = { rule: 'owner', weights: [{ memberId: 'o', weight: 1 }] };
    const own = [
      ['a', 4000],
      ['b', 1000],
      ['c', 1000],
    ];
    assert.deepEqual(milliOf(7000n, submeters, owner), [...own, ['o', 1000]]);
    assert.deepEqual(milliOf(9000n, submeters, everybody('equal')), [
      ['a', 5000],
      ['b', 2000],
      ['c', 2000],
    ]);
    assert.deepEqual(milliOf(7000n, submeters, everybody('weight', [2, 1, 1])), [
      ['a', 4500],
      ['b', 1250],
      ['c', 1250],
    ]);
    assert.deepEqual(milliOf(9000n, submeters, everybody('proportional')), [
      ['a', 6000],
      ['b', 1500],
      ['c', 1500],
    ]);
  });

  it('includes a submeter that serves nobody, as the common area does', () => {
    const area = allocateMaster(9000n, [...submeters, behind('stairs', 2000n)], everybody('equal'));
    assert.equal(area.remainderMilli, 3000n);
  });

  it('is flagged and nobody’s when the submeters counted more than came in', () => {
    const area = allocateMaster(5000n, submeters, everybody('equal'));
    assert.deepEqual([area.remainderMilli, area.isRemainderNegative], [-1000n, true]);
    assert.deepEqual(
      area.consumptions.map(({ milli }) => milli),
      [4000n, 1000n, 1000n],
    );
  });

  it('is refused when nobody is there to take it', () => {
    const nobody = everybody('weight', [0, 0, 0]);
    assert.throws(() => allocateMaster(9000n, submeters, nobody), { code: 'invalid_input' });
  });

  it('sums to the master to the thousandth, whatever the order of the members', (test) => {
    test.diagnostic(`SEED=${seed}`);
    const draw = createDraw(seed);
    for (let round = 0; round < 500; round += 1) {
      const some = ['a', 'b', 'c'].map((id) =>
        behind(id, BigInt(draw(0, 99_999)), ...['a', 'b', 'c'].slice(draw(0, 2))),
      );
      const counted = some.reduce((sum, { consumptionMilli }) => sum + consumptionMilli, 0n);
      const master = counted + BigInt(draw(0, 99_999));
      const rule = everybody((['equal', 'weight', 'proportional'] as const)[draw(0, 2)] ?? 'equal', [draw(1, 9), 3, 1]);
      const { consumptions } = allocateMaster(master, some, rule);
      assert.equal(
        consumptions.reduce((sum, { milli }) => sum + milli, 0n),
        master,
        `SEED=${seed}`,
      );
      const turned = some.map((one) => ({ ...one, memberIds: one.memberIds.toReversed() })).toReversed();
      const turnedRule = { ...rule, weights: rule.weights.toReversed() };
      assert.deepEqual(allocateMaster(master, turned, turnedRule).consumptions, consumptions, `SEED=${seed}`);
    }
  });
});
