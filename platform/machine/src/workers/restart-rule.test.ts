import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addCrash, type Crashes, NO_CRASHES, restartAfterMs } from './restart-rule.ts';

function waitsOf(wasReady: boolean, livedMs: number, times: number): readonly (number | undefined)[] {
  const waits: (number | undefined)[] = [];
  let crashes: Crashes = NO_CRASHES;
  for (let count = 0; count < times; count += 1) {
    crashes = addCrash(crashes, wasReady, livedMs);
    waits.push(restartAfterMs(crashes, wasReady));
  }
  return waits;
}

describe('restarts', () => {
  it('of a release that never came up end after the third attempt', () => {
    assert.deepEqual(waitsOf(false, 10, 4), [100, 200, undefined, undefined]);
  });

  it('of a release that served come more slowly each time and end with the eighth crash in a row', () => {
    assert.deepEqual(waitsOf(true, 500, 8), [100, 200, 400, 800, 1_600, 3_200, 6_400, undefined]);
  });

  it('go on for ever when each worker lived long before it ended', () => {
    assert.deepEqual(new Set(waitsOf(true, 61_000, 50)), new Set([100]));
  });

  it('of one worker at boot do not count against a release that came up before', () => {
    let crashes = NO_CRASHES;
    for (let count = 0; count < 4; count += 1) crashes = addCrash(crashes, false, 10);
    assert.equal(restartAfterMs(crashes, true), 800);
  });
});
