import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isFlat, type UsageSample, usageLines, usageTrends } from './usage-trend.ts';

const MEBIBYTE = 1_048_576;

/** One edge for an hour, and a worker that is another process every ten minutes. */
function anHour(edgeGrowsByBytes: number, edgeGrowsByDescriptors: number): readonly UsageSample[] {
  return Array.from({ length: 61 }, (_, minute) => ({
    atMs: minute * 60_000,
    processes: [
      {
        name: 'edge',
        pid: 1,
        residentBytes: 60 * MEBIBYTE + (edgeGrowsByBytes * minute) / 60,
        descriptors: 30 + (edgeGrowsByDescriptors * minute) / 60,
      },
      { name: 'worker', pid: 10 + Math.floor(minute / 10), residentBytes: 150 * MEBIBYTE, descriptors: 90 },
    ],
  }));
}

describe('the trend of what processes hold', () => {
  it('is flat when nothing grows, whatever the number of processes that took turns', () => {
    const [edge, worker] = usageTrends(anHour(0, 0));
    assert.ok(edge && worker);
    assert.deepEqual([edge.processes, worker.processes], [1, 7]);
    assert.deepEqual([edge.residentBytes.ratio, worker.descriptors.perHour], [1, 0]);
    assert.ok(isFlat(edge) && isFlat(worker));
  });

  it('tells the slope, and calls memory or descriptors that grow by their name', () => {
    const [leaking] = usageTrends(anHour(20 * MEBIBYTE, 0));
    assert.ok(leaking && !isFlat(leaking));
    assert.equal(Math.round(leaking.residentBytes.perHour / MEBIBYTE), 20);
    const [open] = usageTrends(anHour(0, 10));
    assert.ok(open && !isFlat(open));
    assert.match(usageLines([open], true).at(-1) ?? '', /^edge .*GROWS$/);
  });

  it('is empty where the system does not tell', () => {
    assert.deepEqual(usageLines(usageTrends([]), true), []);
  });
});
