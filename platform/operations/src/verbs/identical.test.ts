import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { healthy } from '../simulation/behaviour.ts';
import { drillEnvironment, operatorAt } from '../simulation/drill.ts';
import { simulatedPlace } from '../simulation/place.ts';
import { deploy } from './deploy.ts';

const seed = Number(process.env.SEED ?? 100_000);
const runs = Number(process.env.RUNS ?? 20);
const requestsPerSecond = Number(process.env.RATE ?? 400);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
/** Production's two stages and a bake of a minute. */
const stages = [0.05, 0.25].map((share) => ({ share, minMs: 30_000, maxMs: 300_000 }));
const environment = { ...drillEnvironment, canary: stages, bakeMs: 60_000 };

async function deployIdentical(run: number) {
  const releases = [{ version: '1.0.0' }, { version: '1.1.0', behaviour: healthy }];
  const place = simulatedPlace({ releases, requestsPerSecond, seed: seed + run, sha256 });
  await deploy(operatorAt(place, environment), { revision: '1.0.0', reason: 'first', isRework: false });
  await place.clock.sleep(30_000);
  return deploy(operatorAt(place, environment), { revision: '1.1.0', reason: 'the same', isRework: false });
}

describe('a whole deployment of an identical release', () => {
  it(`is rolled back at most once in 200 (seed ${seed}, ${runs} runs at ${requestsPerSecond} requests/s)`, async (test) => {
    const counts: Record<string, number> = {};
    for (let run = 0; run < runs; run += 1) {
      const { outcome, operation } = await deployIdentical(run);
      counts[outcome] = (counts[outcome] ?? 0) + 1;
      if (outcome !== 'succeeded') test.diagnostic(`run ${run}: ${outcome}, ${operation.failure?.message}`);
    }
    test.diagnostic(JSON.stringify(counts));
    assert.ok((counts.rolled_back ?? 0) <= runs / 200);
    assert.ok((counts.succeeded ?? 0) >= 0.95 * runs);
  });
});
