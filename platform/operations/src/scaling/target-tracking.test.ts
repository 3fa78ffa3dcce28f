import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decideScale, initialScalingState, type ScalingReading, type ScalingSettings } from './target-tracking.ts';

const settings: ScalingSettings = {
  policies: [
    { metric: 'cpu', target: 60 },
    { metric: 'memory', target: 75 },
  ],
  min: 3,
  max: 10,
  periodMs: 5_000,
  highPeriods: 3,
  lowPeriods: 15,
  scaleOutCooldownMs: 15_000,
  scaleInCooldownMs: 60_000,
};

interface Step {
  readonly atMs: number;
  readonly workers: number;
  readonly reason: string;
}

/** Lets the autoscaler run against a load in "workers' worth of CPU" for a while. */
function simulate(
  loadAt: (atMs: number) => number,
  untilMs: number,
  extra: Partial<ScalingReading> = {},
  start = 3,
): Step[] {
  const steps: Step[] = [];
  let [state, workers] = [initialScalingState, start];
  for (let atMs = 0; atMs <= untilMs; atMs += settings.periodMs) {
    const values = { cpu: Math.min(100, (100 * loadAt(atMs)) / workers), memory: 40 };
    const decision = decideScale(settings, state, { atMs, workers, values, isDeploying: false, ...extra });
    if (decision.workers !== workers) steps.push({ atMs, workers: decision.workers, reason: decision.reason });
    ({ state, workers } = decision);
  }
  return steps;
}

describe('autoscaling', () => {
  it('adds workers after three high readings, in proportion to the excess, and says why', () => {
    const [first] = simulate(() => 2.7, 20_000);
    assert.deepEqual([first?.atMs, first?.workers], [10_000, 5]);
    assert.equal(first?.reason, '3 → 5 workers: cpu 90 % over 3 readings, target 60 %');
  });

  it('follows a day of load up and down, ends at min, and never leaves min to max', () => {
    const steps = simulate((atMs) => (atMs < 300_000 ? 1 : atMs < 900_000 ? 8 : 0.5), 3_000_000);
    assert.equal(Math.max(...steps.map((step) => step.workers)), 10);
    assert.equal(steps.at(-1)?.workers, 3);
    for (const step of steps) assert.ok(step.workers >= 3 && step.workers <= 10, step.reason);
  });

  it('does not flap at a steady load', () => {
    for (const load of [0.5, 1.5, 2.5, 3.7, 5.1]) {
      const late = simulate(() => load, 3_600_000).filter((step) => step.atMs > 900_000);
      assert.deepEqual(late, [], `load ${load}`);
    }
  });

  it('removes nothing while a deployment is under way, but adds', () => {
    const idle = decideAfter(15, { cpu: 5, memory: 10 }, { isDeploying: true });
    assert.equal(idle.workers, 6);
    assert.match(idle.reason, /deployment is under way/);
    assert.equal(decideAfter(3, { cpu: 90, memory: 10 }, { isDeploying: true }).workers, 9);
  });

  it('removes nothing while one metric is near its target or unknown', () => {
    assert.equal(decideAfter(15, { cpu: 5, memory: 74 }, {}).workers, 6);
    assert.equal(decideAfter(15, { cpu: 5 }, {}).workers, 6);
    assert.ok(decideAfter(15, { cpu: 5, memory: 10 }, {}).workers < 6);
  });

  it('removes nothing within a tenth of its target, however many workers there are', () => {
    const many = { ...settings, max: 100 };
    let decision = { workers: 40, reason: '', state: initialScalingState };
    for (let atMs = 0; atMs < 100_000; atMs += 5_000) {
      const reading = { atMs, workers: 40, values: { cpu: 57, memory: 70 }, isDeploying: false };
      decision = decideScale(many, decision.state, reading);
      assert.equal(decision.workers, 40, decision.reason);
    }
  });

  it('brings a number outside the environment back inside at once', () => {
    assert.equal(decideAfter(1, { cpu: 50, memory: 50 }, { workers: 1 }).workers, 3);
    assert.equal(decideAfter(1, { cpu: 50, memory: 50 }, { workers: 12 }).workers, 10);
  });

  it('waits out the cooldown before it adds again', () => {
    const steps = simulate((atMs) => (atMs < 30_000 ? 3 : 9), 120_000);
    const gaps = steps.slice(1).map((step, index) => step.atMs - (steps[index]?.atMs ?? 0));
    assert.ok(
      gaps.every((gap) => gap >= settings.scaleOutCooldownMs),
      gaps.join(),
    );
  });
});

function decideAfter(readings: number, values: ScalingReading['values'], extra: Partial<ScalingReading>) {
  let state = initialScalingState;
  let decision = { workers: 0, reason: '', state };
  for (let index = 0; index < readings; index += 1) {
    decision = decideScale(settings, state, { atMs: index * 5_000, workers: 6, values, isDeploying: false, ...extra });
    state = decision.state;
  }
  return decision;
}
