import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seededRandom } from '../simulation/random.ts';
import { compareProportions } from './compare-proportions.ts';
import { proportionInterval } from './confidence-sequence.ts';

const seed = Number(process.env.SEED ?? 7);

describe('always-valid bounds of a proportion', () => {
  it('know nothing before the first trial and close in on the truth', () => {
    assert.deepEqual(proportionInterval({ events: 0, trials: 0 }, 0.05), { lower: 0, upper: 1 });
    let width = 1;
    for (const trials of [10, 100, 1_000, 100_000, 10_000_000]) {
      const { lower, upper } = proportionInterval({ events: trials / 10, trials }, 0.05);
      assert.ok(lower < 0.1 && upper > 0.1 && upper - lower < width);
      width = upper - lower;
    }
  });

  it('bound a proportion without events by about 7 / trials', () => {
    const { lower, upper } = proportionInterval({ events: 0, trials: 1_000 }, 0.05);
    assert.equal(lower, 0);
    assert.ok(upper > 0.006 && upper < 0.009, String(upper));
  });

  it(`exclude the truth at any of 500 looks in fewer than alpha of all sequences (seed ${seed})`, () => {
    const random = seededRandom(seed);
    const sequences = 400;
    let excluded = 0;
    for (let sequence = 0; sequence < sequences; sequence += 1)
      if (everExcludes(0.03, 500, 0.05, random)) excluded += 1;
    assert.ok(excluded / sequences <= 0.05, `${excluded} of ${sequences}`);
  });
});

describe('sequential comparison', () => {
  const settings = { alpha: 0.01, beta: 0.05, tolerance: 0.002, margin: 0.01 };

  it('is worse only above every baseline, fine only with enough trials', () => {
    const candidate = { events: 30, trials: 100 };
    const low = { events: 1, trials: 1_000 };
    assert.equal(compareProportions(candidate, [low], settings).decision, 'worse');
    assert.equal(compareProportions(candidate, [low, { events: 30, trials: 100 }], settings).decision, 'unknown');
    assert.equal(compareProportions({ events: 0, trials: 100 }, [low], settings).decision, 'unknown');
    assert.equal(compareProportions({ events: 0, trials: 2_000 }, [low], settings).decision, 'fine');
  });

  it('knows nothing without a baseline', () => {
    assert.equal(compareProportions({ events: 50, trials: 100 }, [], settings).decision, 'unknown');
  });
});

function everExcludes(truth: number, looks: number, alpha: number, random: () => number): boolean {
  let events = 0;
  for (let trials = 1; trials <= looks; trials += 1) {
    if (random() < truth) events += 1;
    const { lower, upper } = proportionInterval({ events, trials }, alpha);
    if (truth < lower || truth > upper) return true;
  }
  return false;
}
