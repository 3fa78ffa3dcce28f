import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Behaviour, badUnderTraffic, healthy } from '../simulation/behaviour.ts';
import { type CanaryTrialResult, runCanaryTrial } from '../simulation/canary-trial.ts';
import type { VerdictOutcome } from './judge.ts';

const seed = Number(process.env.SEED ?? 20_261_123);
const runs = Number(process.env.RUNS ?? 200);
const loaded = { requestsPerSecond: 400, share: 0.1, minMs: 30_000, maxMs: 120_000, pollMs: 500 };
const quiet = { requestsPerSecond: 2, share: 0.5, minMs: 30_000, maxMs: 120_000, pollMs: 500 };
const options = { alpha: 0.002, against: 'window' } as const;

async function trialsOf(candidate: Behaviour, count: number, load = loaded): Promise<CanaryTrialResult[]> {
  const results: CanaryTrialResult[] = [];
  for (let run = 0; run < count; run += 1) {
    results.push(await runCanaryTrial({ seed: seed + run, candidate, options, ...load }));
  }
  return results;
}

function outcomes(results: readonly CanaryTrialResult[]): Readonly<Record<VerdictOutcome, number>> {
  const counts = { pass: 0, fail: 0, inconclusive: 0 };
  for (const { verdict } of results) counts[verdict.outcome] += 1;
  return counts;
}

function slowest(results: readonly CanaryTrialResult[]): number {
  return Math.max(...results.map((result) => result.tookMs));
}

describe('verdict of a canary (400 requests/s, a tenth of them to the candidate)', () => {
  it(`passes an identical release and rolls back at most 1 in 200 of them (seed ${seed}, ${runs} runs)`, async (test) => {
    const results = await trialsOf(healthy, runs);
    const counts = outcomes(results);
    test.diagnostic(`seed ${seed}, ${runs} runs: ${JSON.stringify(counts)}, slowest ${slowest(results)} ms`);
    for (const { verdict, reason } of results) if (verdict.outcome === 'fail') test.diagnostic(reason);
    assert.ok(counts.fail <= runs / 200, `${counts.fail} false rollbacks`);
    assert.ok(counts.pass >= runs * 0.95, `${counts.pass} passes`);
  });

  it('does not take one pause of two seconds for slowness, whatever waited for its end', async (test) => {
    const endsAtMs = 6_000;
    const latencyMs: Behaviour['latencyMs'] = (random, ageMs) => {
      const left = endsAtMs - ageMs;
      return healthy.latencyMs(random, ageMs) + (left > 0 && left <= 2_000 ? left : 0);
    };
    const results = await trialsOf({ ...healthy, latencyMs }, 50);
    for (const { verdict, reason } of results) if (verdict.outcome === 'fail') test.diagnostic(reason);
    assert.deepEqual(outcomes(results), { pass: 50, fail: 0, inconclusive: 0 });
  });

  it('finds 50 % errors within 10 s, with at most 0.5 % bad answers a minute', async (test) => {
    const results = await trialsOf(badUnderTraffic.halfErrors, 50);
    const bad = Math.max(...results.map((result) => result.badAnswers / (60 * loaded.requestsPerSecond)));
    test.diagnostic(`found after at most ${slowest(results)} ms, bad answers at most ${(100 * bad).toFixed(3)} %`);
    assert.deepEqual(outcomes(results), { pass: 0, fail: 50, inconclusive: 0 });
    assert.ok(slowest(results) <= 10_000 && bad <= 0.005);
  });

  for (const [name, test, withinMs] of [
    ['twentiethErrors', 'errors', 30_000],
    ['slow', 'latency', 10_000],
    ['slowTail', 'latency', 30_000],
    ['leaking', 'memory', 90_000],
    ['crashing', 'crashes', 15_000],
    ['unbalanced', 'invariants', 5_000],
  ] as const) {
    it(`finds a release that is ${name} by its ${test} within ${withinMs / 1000} s`, async (context) => {
      const results = await trialsOf(badUnderTraffic[name], 20, { ...loaded, minMs: 90_000 });
      context.diagnostic(`${name}: at most ${slowest(results)} ms; ${results[0]?.reason}`);
      for (const { verdict } of results) {
        const failed = verdict.findings.filter((finding) => finding.outcome === 'fail').map((finding) => finding.test);
        assert.ok(
          failed.some((one) => one.includes(test)),
          `${verdict.outcome}: ${failed.join()}`,
        );
      }
      assert.ok(slowest(results) <= withinMs, `${slowest(results)} ms`);
    });
  }
});

describe('verdict with few users (2 requests/s)', () => {
  it('stays inconclusive rather than passing an identical release unseen', async () => {
    const counts = outcomes(await trialsOf(healthy, 40, quiet));
    assert.deepEqual(counts, { pass: 0, fail: 0, inconclusive: 40 });
  });

  it('says that nobody asked, instead of comparing nothing with nothing', async () => {
    const nobody = { ...quiet, requestsPerSecond: 0, maxMs: 31_000 };
    const [result] = await trialsOf(healthy, 1, nobody);
    assert.deepEqual([result?.verdict.outcome, result?.reason], ['inconclusive', 'nobody asked it anything']);
  });

  it('still finds 50 % errors within 90 s', async (test) => {
    const results = await trialsOf(badUnderTraffic.halfErrors, 40, quiet);
    test.diagnostic(`found after at most ${slowest(results)} ms`);
    assert.deepEqual(outcomes(results), { pass: 0, fail: 40, inconclusive: 0 });
    assert.ok(slowest(results) <= 90_000);
  });
});
