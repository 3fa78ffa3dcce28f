import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { capacity, productionScaling, TIMES } from './capacity.ts';
import { monthlyCost } from './monthly-cost.ts';
import { simulateDay, type TaskSettings } from './simulate-day.ts';
import { DAY_MS, dailyWave, flashCrowd, slowClimb } from './traffic.ts';

const settings: TaskSettings = { scaling: productionScaling, answersPerSecond: 166, ...TIMES };
const { rows, costs } = capacity();

function rowOf(users: number, trace: string) {
  const found = rows.find((row) => row.users === users && row.trace === trace);
  assert.ok(found, `${users} ${trace}`);
  return found;
}

describe('capacity', () => {
  it('D5: ten tasks carry a million users on a usual day and on one of slow growth, on few tasks more than the minimum', () => {
    for (const trace of ['daily wave', 'slow climb']) {
      const { holds, day } = rowOf(1_000_000, trace);
      assert.ok(holds && day.answered > 0.999, trace);
      assert.ok(day.peakTasks > 3 && day.peakTasks <= 10, `${trace}: ${day.peakTasks}`);
    }
  });

  it('says so where they do not: ten million users need more tasks, and a crowd that comes faster than tasks start needs a higher minimum', () => {
    const wave = rowOf(10_000_000, 'daily wave');
    assert.ok(!wave.holds && wave.maxNeeded !== undefined && wave.maxNeeded > 10);
    const scaling = { ...productionScaling, max: wave.maxNeeded - 1 };
    const trace = dailyWave((10_000_000 * 20) / 86_400);
    assert.ok(simulateDay({ ...settings, scaling }, trace).inTime < 0.99, 'one task less is too few');
    const { maxNeeded, minNeeded } = rowOf(1_000_000, 'flash crowd');
    assert.equal(maxNeeded, undefined);
    assert.ok(minNeeded !== undefined && minNeeded > productionScaling.min && minNeeded <= 10, `${minNeeded}`);
    const crowd = flashCrowd((1_000_000 * 20) / 86_400);
    const ready = { ...productionScaling, min: minNeeded, max: 1_000 };
    assert.ok(simulateDay({ ...settings, scaling: ready }, crowd).answered > 0.999);
    const fewer = { ...ready, min: minNeeded - 1 };
    assert.ok(simulateDay({ ...settings, scaling: fewer }, crowd).inTime < 0.99, 'one task less is too few');
  });

  it('tasks that start later answer less of a crowd, and no request is counted twice', () => {
    const shares = [0, 90_000, 600_000].map(
      (startMs) => simulateDay({ ...settings, startMs }, flashCrowd(231)).answered,
    );
    assert.deepEqual(shares, shares.toSorted().toReversed());
    assert.ok((shares[0] ?? 0) > (shares[2] ?? 0));
    for (const { day } of rows) assert.ok(day.inTime >= 0 && day.inTime <= day.answered && day.answered <= 1);
  });

  it('tasks of a day never leave minimum and maximum', () => {
    for (const { day } of rows) {
      assert.ok(day.peakTasks >= 3 && day.peakTasks <= 10);
      assert.equal(day.baseTaskHours, 3 * 24);
      assert.ok(day.extraTaskHours <= 7 * 24);
    }
  });

  it('a day has the mean that it was made for, a crowd ten times as many, a climb three times', () => {
    const minutes = Array.from({ length: 1_440 }, (_, minute) => minute * 60_000);
    const mean = minutes.reduce((sum, atMs) => sum + dailyWave(50)(atMs), 0) / minutes.length;
    assert.ok(Math.abs(mean - 50) < 0.01, String(mean));
    const noonMs = DAY_MS / 2 + 10 * 60_000;
    assert.ok(Math.abs(flashCrowd(50)(noonMs) / dailyWave(50)(noonMs) - 10) < 1e-9);
    assert.deepEqual([slowClimb(50)(0), slowClimb(50)(DAY_MS)], [50, 150]);
  });

  it('I3: a month costs more with more users, and its parts sum to the total', () => {
    const totals = costs.map(({ totalUsd }) => totalUsd);
    assert.deepEqual(
      totals,
      totals.toSorted((one, other) => one - other),
    );
    for (const { tasksUsd, databaseUsd, cacheUsd, networkUsd, doorUsd, restUsd, totalUsd } of costs) {
      assert.equal(tasksUsd + databaseUsd + cacheUsd + networkUsd + doorUsd + restUsd, totalUsd);
    }
  });

  it('I2: tasks on top cost less than those of the minimum, because half of them are Spot', () => {
    const month = { users: 0, requestsPerDay: 0, peakPerSecond: 1 };
    const base = monthlyCost({ ...month, baseTaskHoursPerDay: 240, extraTaskHoursPerDay: 0 });
    const extra = monthlyCost({ ...month, baseTaskHoursPerDay: 0, extraTaskHoursPerDay: 240 });
    assert.ok(Math.abs(extra.tasksUsd / base.tasksUsd - 0.65) < 0.01);
    assert.equal(
      monthlyCost({ ...month, peakPerSecond: 1e6, baseTaskHoursPerDay: 0, extraTaskHoursPerDay: 0 }).databaseSize,
      undefined,
    );
  });
});
