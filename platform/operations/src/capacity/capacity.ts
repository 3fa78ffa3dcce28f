import type { ScalingSettings } from '../scaling/target-tracking.ts';
import { type Month, type MonthlyCost, monthlyCost } from './monthly-cost.ts';
import { type DayOfTasks, simulateDay, type TaskSettings } from './simulate-day.ts';
import { dailyWave, flashCrowd, slowClimb, type TrafficTrace } from './traffic.ts';

/** Production as the estate declares it, and how AWS reads, starts and waits. A test holds it to environments.ts. */
export const productionScaling: ScalingSettings = {
  policies: [
    { metric: 'cpu', target: 60 },
    { metric: 'requests', target: 100 },
  ],
  min: 3,
  max: 10,
  periodMs: 60_000,
  highPeriods: 3,
  lowPeriods: 15,
  scaleOutCooldownMs: 60_000,
  scaleInCooldownMs: 300_000,
};

/** The two targets agree on this: 100 requests a second keep 60 % of a task's CPU busy. Assumed until measured on Fargate. */
export const ANSWERS_PER_SECOND = 166;
export const REQUESTS_PER_USER_AND_DAY = 20;
export const USER_COUNTS = [1_000, 10_000, 100_000, 1_000_000, 10_000_000] as const;
/** What users are promised, as shares of a day's requests. */
export const OBJECTIVES = { answered: 0.999, inTime: 0.99 } as const;

/** As AWS does it: a task answers after a minute and a half, a reading is a minute old; half a second of waiting is in time. */
export const TIMES = { startMs: 90_000, readingDelayMs: 60_000, patienceMs: 2_000, inTimeMs: 500 } as const;

const TRACES: Readonly<Record<TraceName, (meanPerSecond: number) => TrafficTrace>> = {
  'daily wave': dailyWave,
  'slow climb': slowClimb,
  'flash crowd': flashCrowd,
};
const DAY_SECONDS = 86_400;
// Beyond this many tasks one thinks about something else than tasks.
const TASKS_MAX = 1_000;

export type TraceName = 'daily wave' | 'slow climb' | 'flash crowd';

export interface CapacityRow {
  readonly users: number;
  readonly trace: TraceName;
  readonly day: DayOfTasks;
  readonly holds: boolean;
  /** The smallest max with which the objectives would hold; undefined when no max does, because tasks start too late. */
  readonly maxNeeded: number | undefined;
  /** Where no max does: the smallest min with which they would, with as many tasks above it as it takes. */
  readonly minNeeded?: number;
}

export interface CapacityReport {
  readonly rows: readonly CapacityRow[];
  /** Of a month of daily waves, with as many tasks at most as they need. */
  readonly costs: readonly (MonthlyCost & { readonly users: number })[];
}

/** What production's numbers carry, and what it costs, from a thousand to ten million users. Takes a few seconds of CPU. */
export function capacity(answersPerSecond: number = ANSWERS_PER_SECOND): CapacityReport {
  const settings: TaskSettings = { scaling: productionScaling, answersPerSecond, ...TIMES };
  const rows = USER_COUNTS.flatMap((users) =>
    (Object.keys(TRACES) as TraceName[]).map((trace) => rowOf(settings, users, trace)),
  );
  const costs = rows
    .filter(({ trace }) => trace === 'daily wave')
    .map((row) => ({ users: row.users, ...monthlyCost(monthOf(settings, row)) }));
  return { rows, costs };
}

function monthOf(settings: TaskSettings, { users, day, maxNeeded, holds: isKept }: CapacityRow): Month {
  const requestsPerDay = users * REQUESTS_PER_USER_AND_DAY;
  const scaling = { ...settings.scaling, max: maxNeeded ?? settings.scaling.max };
  const enough = isKept ? day : simulateDay({ ...settings, scaling }, dailyWave(requestsPerDay / DAY_SECONDS));
  return {
    users,
    requestsPerDay,
    peakPerSecond: enough.peakPerSecond,
    baseTaskHoursPerDay: enough.baseTaskHours,
    extraTaskHoursPerDay: enough.extraTaskHours,
  };
}

function rowOf(settings: TaskSettings, users: number, name: TraceName): CapacityRow {
  const trace = TRACES[name]((users * REQUESTS_PER_USER_AND_DAY) / DAY_SECONDS);
  const day = simulateDay(settings, trace);
  const { max } = settings.scaling;
  const isKept = holds(day);
  const maxNeeded = isKept ? max : maxFor(settings, trace);
  const row = { users, trace: name, day, holds: isKept, maxNeeded };
  return maxNeeded === undefined ? { ...row, minNeeded: minFor(settings, trace) } : row;
}

function holds({ answered, inTime }: DayOfTasks): boolean {
  return answered >= OBJECTIVES.answered && inTime >= OBJECTIVES.inTime;
}

/** By halving: more tasks never answer less. */
function maxFor(settings: TaskSettings, trace: TrafficTrace): number | undefined {
  const { max } = settings.scaling;
  const isEnough = (tasks: number) => holds(dayWith(settings, trace, { max: tasks }));
  return isEnough(TASKS_MAX) ? smallest(isEnough, max, TASKS_MAX) : undefined;
}

/** Tasks that are there before a crowd comes need not start. */
function minFor(settings: TaskSettings, trace: TrafficTrace): number {
  const { min } = settings.scaling;
  return smallest((tasks) => holds(dayWith(settings, trace, { min: tasks, max: TASKS_MAX })), min, TASKS_MAX);
}

function dayWith(settings: TaskSettings, trace: TrafficTrace, bounds: { min?: number; max: number }): DayOfTasks {
  return simulateDay({ ...settings, scaling: { ...settings.scaling, ...bounds } }, trace);
}

/** The first number above `low` that is enough, if `high` is and `low` is not. */
function smallest(isEnough: (tasks: number) => boolean, low: number, high: number): number {
  if (high - low <= 1) return high;
  const middle = Math.floor((low + high) / 2);
  return isEnough(middle) ? smallest(isEnough, low, middle) : smallest(isEnough, middle, high);
}
