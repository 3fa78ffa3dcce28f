import { computeShares } from '@shared-payments/domain';
import { createDraw, randomSplit } from '../../../core/domain/src/shares/testing/random-splits.ts';
import type { Measurement } from '../measurement.ts';

const SPLITS = 1_000_000;
const MEMBERS_MAX = 12;
const SEED = 20_260_314;

/** A million splits of every method; each is checked, since a quick wrong sum is worth nothing. */
export const splits: Measurement = {
  name: 'splits',
  title: `${SPLITS.toLocaleString('en-GB')} random splits of every method, up to ${MEMBERS_MAX} members, refunds included`,
  async measure() {
    const draw = createDraw(SEED);
    let computingMs = 0;
    let wrongSums = 0;
    for (let index = 0; index < SPLITS; index += 1) {
      const { totalMinor, split } = randomSplit(draw, MEMBERS_MAX);
      const beganAt = performance.now();
      const { shares } = computeShares(totalMinor, split, {});
      computingMs += performance.now() - beganAt;
      if (shares.reduce((sum, { amountMinor }) => sum + amountMinor, 0n) !== totalMinor) wrongSums += 1;
    }
    return [
      {
        what: 'sums that differ from their total',
        value: wrongSums,
        unit: '',
        goal: { atMost: 0 },
        note: `seed ${SEED}`,
      },
      { what: 'each split', value: (computingMs * 1000) / SPLITS, unit: 'µs' },
      { what: 'all of them', value: computingMs / 1000, unit: 's' },
    ];
  },
};
