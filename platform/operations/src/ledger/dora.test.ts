import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changesBefore } from './changes-before.ts';
import { doraFigures } from './dora.ts';
import type { Json, LedgerKind, LedgerOutcome, LedgerRecord } from './record.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

let seq = 0;
function recordAt(
  endedAtMs: number,
  kind: LedgerKind,
  outcome: LedgerOutcome,
  data: Readonly<Record<string, Json>>,
): LedgerRecord {
  seq += 1;
  const times = { startedAtMs: endedAtMs - MINUTE_MS, endedAtMs };
  const who = { environment: 'production', operationId: `o${seq}`, actor: 'ana', reason: '' };
  return { seq, kind, outcome, data, ...who, ...times, previous: '', hash: '' };
}

describe('DORA figures', () => {
  it('count what users met, from the records alone', () => {
    const steps = [
      { kind: 'check', beganAtMs: 30 * HOUR_MS - 60_000 },
      { kind: 'canary', beganAtMs: 30 * HOUR_MS - 20_000 },
    ];
    const records = [
      recordAt(10 * HOUR_MS, 'deployment', 'succeeded', { to: 'a', committedAtMs: 8 * HOUR_MS, isRework: false }),
      recordAt(20 * HOUR_MS, 'deployment', 'succeeded', {
        from: 'a',
        to: 'b',
        committedAtMs: 16 * HOUR_MS,
        isRework: false,
      }),
      recordAt(21 * HOUR_MS, 'rollback', 'succeeded', { from: 'b', to: 'a' }),
      recordAt(22 * HOUR_MS, 'deployment', 'failed', { from: 'a', to: 'c' }),
      recordAt(30 * HOUR_MS, 'deployment', 'rolled_back', { from: 'a', to: 'c', steps }),
      recordAt(40 * HOUR_MS, 'deployment', 'succeeded', {
        from: 'a',
        to: 'd',
        committedAtMs: 39 * HOUR_MS,
        isRework: true,
      }),
    ];
    const figures = doraFigures(records, 'production', 0, 48 * HOUR_MS);
    assert.equal(figures.deployments, 3);
    assert.equal(figures.deploymentsPerDay, 1.5);
    assert.equal(figures.leadTimeMs, 2 * HOUR_MS);
    assert.equal(figures.changeFailureRate, 2 / 4, 'the gate that failed is not a failed change');
    assert.equal(figures.recoveryTimeMs, (HOUR_MS + 20_000) / 2);
    assert.equal(figures.reworkRate, 1 / 3);
  });

  it('leave out what a proof or a drill did, and read records from before there was a mark', () => {
    const real = [
      recordAt(10 * HOUR_MS, 'deployment', 'succeeded', { from: null, to: 'a', committedAtMs: 8 * HOUR_MS }),
      recordAt(20 * HOUR_MS, 'deployment', 'succeeded', { from: 'a', to: 'b', committedAtMs: 18 * HOUR_MS }),
    ];
    const trials = [
      recordAt(21 * HOUR_MS, 'deployment', 'succeeded', { from: 'b', to: 'a', during: 'proof' }),
      recordAt(22 * HOUR_MS, 'rollback', 'succeeded', { from: 'a', to: 'b', during: 'proof' }),
      recordAt(23 * HOUR_MS, 'rollback', 'succeeded', { from: 'b', to: 'a', during: 'drill' }),
      recordAt(24 * HOUR_MS, 'deployment', 'rolled_back', { from: 'a', to: 'b', during: 'drill' }),
    ];
    const figures = doraFigures([...real, ...trials], 'production', 0, 48 * HOUR_MS);
    assert.deepEqual(figures, doraFigures(real, 'production', 0, 48 * HOUR_MS));
    assert.deepEqual([figures.deployments, figures.changeFailureRate, figures.recoveryTimeMs], [2, 0, null]);
  });

  it('are null, not zero, where nothing happened', () => {
    const { leadTimeMs, changeFailureRate, recoveryTimeMs, reworkRate } = doraFigures([], 'production', 0, HOUR_MS);
    assert.deepEqual([leadTimeMs, changeFailureRate, recoveryTimeMs, reworkRate], [null, null, null, null]);
  });
});

describe('what changed before a moment', () => {
  it('lists what was at work in that time, newest first, and nothing later', () => {
    const ends = [10, 45, 60, 90].map((minute) => recordAt(minute * MINUTE_MS, 'flag', 'succeeded', { minute }));
    const found = changesBefore(ends, 70 * MINUTE_MS, 30 * MINUTE_MS);
    assert.deepEqual(
      found.map((record) => record.data.minute),
      [60, 45],
    );
  });
});
