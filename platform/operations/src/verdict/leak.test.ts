import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { seededRandom } from '../simulation/random.ts';
import { addMemorySample, emptyFloors, findLeak, type MemoryFloors } from './leak.ts';

const MEBIBYTE = 1_048_576;
const settings = { alpha: 0.001, bytesPerHour: 1_024 * MEBIBYTE, minBytes: 48 * MEBIBYTE };

/** Floors of a process whose memory is `bytesAt` plus up to 20 MiB of garbage, sampled every half second. */
function floorsOf(bytesAt: (atMs: number) => number, untilMs: number, seed = 1): MemoryFloors {
  const random = seededRandom(seed);
  let floors = emptyFloors(5_000);
  for (let atMs = 0; atMs <= untilMs; atMs += 500) {
    floors = addMemorySample(floors, atMs, bytesAt(atMs) + random() * 20 * MEBIBYTE);
  }
  return floors;
}

const steady = () => 100 * MEBIBYTE;
const warming = (atMs: number) => (100 + 120 * (1 - Math.exp(-atMs / 60_000))) * MEBIBYTE;
const leaking = (atMs: number) => (100 + 2 * (atMs / 1_000)) * MEBIBYTE;

describe('leak', () => {
  it('is found after eight windows, with its rate', () => {
    const { isLeaking, bytesPerHour } = findLeak(floorsOf(leaking, 45_000), floorsOf(steady, 45_000), settings);
    assert.equal(isLeaking, true);
    assert.ok(Math.abs(bytesPerHour / MEBIBYTE - 7_200) < 1_000, String(bytesPerHour / MEBIBYTE));
    assert.equal(findLeak(floorsOf(leaking, 35_000), floorsOf(steady, 35_000), settings).isLeaking, false);
  });

  it('is not a process that warms up as the old one did at that age, but it is one without that excuse', () => {
    assert.equal(findLeak(floorsOf(warming, 45_000, 1), floorsOf(warming, 45_000, 2), settings).isLeaking, false);
    assert.equal(findLeak(floorsOf(warming, 45_000, 1), floorsOf(steady, 45_000, 2), settings).isLeaking, true);
  });

  it('is not seen in steady memory full of garbage (1,000 seeds)', () => {
    const seen = Array.from({ length: 1_000 }, (_, seed) =>
      findLeak(floorsOf(steady, 170_000, seed), floorsOf(steady, 170_000, seed + 5_000), settings),
    );
    assert.equal(seen.filter((one) => one.isLeaking).length, 0);
  });
});
