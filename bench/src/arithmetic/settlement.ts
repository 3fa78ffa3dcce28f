import { type MemberBalance, settle } from '@shared-payments/domain';
import { createDraw, type Draw } from '../../../core/domain/src/shares/testing/random-splits.ts';
import type { Measurement } from '../measurement.ts';
import { median } from '../statistics.ts';

const GROUPS = 60;
const OPEN_BALANCES = 20;
const AMOUNT_MAX = 1_000_000;
// With small amounts many parts of a group sum to 0: the search has most to choose from.
const SMALL_AMOUNT_MAX = 50;
const SEED = 20_260_314;

/** The fewest payments among 20 people, proven to be the fewest. */
export const settlement: Measurement = {
  name: 'settlement',
  title: `Fewest payments among ${OPEN_BALANCES} open balances, ${GROUPS} random groups`,
  async measure() {
    const draw = createDraw(SEED);
    const elapsedMs: number[] = [];
    let unproven = 0;
    for (let index = 0; index < GROUPS; index += 1) {
      const balances = randomBalances(draw, index % 2 === 0 ? AMOUNT_MAX : SMALL_AMOUNT_MAX);
      const beganAt = performance.now();
      const { isExact } = settle('fewest', { balances });
      elapsedMs.push(performance.now() - beganAt);
      if (!isExact) unproven += 1;
    }
    return [
      { what: 'the slowest', value: Math.max(...elapsedMs), unit: 'ms', goal: { atMost: 100 }, note: `seed ${SEED}` },
      { what: 'the median', value: median(elapsedMs), unit: 'ms' },
      { what: 'plans not proven to be the fewest', value: unproven, unit: '', goal: { atMost: 0 } },
    ];
  },
};

/** Sums to 0, and nobody's is 0. */
function randomBalances(draw: Draw, most: number): readonly MemberBalance[] {
  const amounts = Array.from({ length: OPEN_BALANCES - 1 }, () => BigInt(draw(1, most) * (draw(0, 1) === 0 ? 1 : -1)));
  const rest = -amounts.reduce((sum, amount) => sum + amount, 0n);
  const first = amounts[0] ?? 1n;
  const all = rest === 0n ? [first * 2n, ...amounts.slice(1), -first] : [...amounts, rest];
  return all.map((amountMinor, index) => ({ memberId: `m${index}`, amountMinor }));
}
