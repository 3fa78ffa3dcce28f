import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Operation } from '@shared-payments/operations';
import { stallLines } from './stall-causes.ts';
import { stallBoard } from './stalls.ts';

const stall = (beganAtMs: number, servedMs: number) => ({ beganAtMs, tookMs: servedMs + 5, servedMs });

describe('the longest stalls', () => {
  it('are one for each moment, the longest first, and no more than eight', () => {
    const board = stallBoard();
    for (let moment = 1; moment <= 20; moment += 1) {
      for (const late of [0, 100, 200]) board.add(stall(moment * 1_000 + late, moment * 10 + late));
    }
    const kept = board.list();
    assert.equal(kept.length, 8);
    assert.deepEqual(kept[0], stall(20_200, 400));
    assert.equal(new Set(kept.map(({ beganAtMs }) => Math.floor(beganAtMs / 1_000))).size, 8);
    assert.equal(board.leastMs(), 13 * 10 + 200);
  });

  it('are told with the step that ran at the time, or that none did', () => {
    const steps = [{ kind: 'traffic', split: { blue: 0, green: 1 } }];
    const records = [{ direction: 'forward', index: 0, status: 'done', beganAtMs: 1_000, endedAtMs: 1_010 }];
    const operation = { startedAtMs: 500, plan: { steps, revertSteps: [] }, steps: records } as unknown as Operation;
    const lines = stallLines([stall(960, 80), stall(600, 40), stall(9_000, 30)], [operation]);
    assert.match(lines[1] ?? '', /85 ms, 80 ms without the clients’ own {2}build and plan, traffic/);
    assert.match(lines[2] ?? '', /build and plan/);
    assert.match(lines[3] ?? '', /no operation/);
  });
});
