import { decideScale, initialScalingState, type ScalingSettings } from '../scaling/target-tracking.ts';
import { DAY_MS, type TrafficTrace } from './traffic.ts';

export interface TaskSettings {
  readonly scaling: ScalingSettings;
  /** What one task answers with all of its CPU. */
  readonly answersPerSecond: number;
  /** From the wish for a task until it answers: capacity, image, boot, health checks. */
  readonly startMs: number;
  /** Age of a reading when the autoscaler sees it. */
  readonly readingDelayMs: number;
  /** Who waits longer is refused. */
  readonly patienceMs: number;
  /** Who waits longer was not answered in time. */
  readonly inTimeMs: number;
}

export interface DayOfTasks {
  /** Shares of all requests, 0 to 1. */
  readonly answered: number;
  readonly inTime: number;
  readonly peakTasks: number;
  readonly peakPerSecond: number;
  /** Task hours of the day up to min, and above it. */
  readonly baseTaskHours: number;
  readonly extraTaskHours: number;
}

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
const PERCENT = 100;
const WARM_UP_DAYS = 1;

interface Load {
  readonly offered: number;
  readonly running: number;
}

/** One day of the autoscaler, second by second, after a day in which it found its place. Deterministic. */
export function simulateDay(settings: TaskSettings, trace: TrafficTrace): DayOfTasks {
  const fleet = openFleet(settings);
  const day = openDay(settings);
  for (let atMs = 0; atMs < (1 + WARM_UP_DAYS) * DAY_MS; atMs += SECOND_MS) {
    const load = { offered: trace(atMs % DAY_MS), running: fleet.runningAt(atMs) };
    if (atMs % settings.scaling.periodMs === 0) fleet.decide(atMs, load);
    if (atMs >= WARM_UP_DAYS * DAY_MS) day.serve(load);
  }
  return day.total();
}

/** Tasks wanted, under way and running. */
function openFleet({ scaling, startMs, readingDelayMs, answersPerSecond }: TaskSettings) {
  const starts: { readonly readyAtMs: number; readonly count: number }[] = [];
  const seen: { readonly atMs: number; readonly load: Load }[] = [];
  let [running, wanted, state] = [scaling.min, scaling.min, initialScalingState];
  return {
    runningAt(atMs: number): number {
      while (starts[0] !== undefined && starts[0].readyAtMs <= atMs) running += starts.shift()?.count ?? 0;
      return running;
    },
    decide(atMs: number, load: Load): void {
      seen.push({ atMs, load });
      if ((seen[0]?.atMs ?? 0) > atMs - readingDelayMs) return;
      const old = seen.shift()?.load ?? load;
      const requests = old.offered / old.running;
      const values = { cpu: Math.min(PERCENT, (PERCENT * requests) / answersPerSecond), requests };
      const reading = { atMs, workers: wanted, values, isDeploying: false };
      const decision = decideScale(scaling, state, reading);
      const added = decision.workers - wanted;
      if (added > 0) starts.push({ readyAtMs: atMs + startMs, count: added });
      if (added < 0) running = Math.max(scaling.min, running + added);
      ({ state, workers: wanted } = decision);
    },
  };
}

/** What users meet: a queue in front of the tasks that refuses who would wait for too long. */
function openDay({ scaling, answersPerSecond, patienceMs, inTimeMs }: TaskSettings) {
  let [waiting, offeredInAll, refused, late, baseSeconds, extraSeconds] = [0, 0, 0, 0, 0, 0];
  let [peakTasks, peakPerSecond] = [0, 0];
  return {
    serve({ offered, running }: Load): void {
      const capacity = running * answersPerSecond;
      const longest = (capacity * patienceMs) / SECOND_MS;
      const left = Math.max(0, waiting + offered - capacity);
      waiting = Math.min(left, longest);
      const refusedNow = left - waiting;
      if ((waiting / capacity) * SECOND_MS > inTimeMs) late += offered - Math.min(offered, refusedNow);
      offeredInAll += offered;
      refused += refusedNow;
      peakTasks = Math.max(peakTasks, running);
      peakPerSecond = Math.max(peakPerSecond, offered);
      baseSeconds += Math.min(running, scaling.min);
      extraSeconds += Math.max(0, running - scaling.min);
    },
    total(): DayOfTasks {
      const answered = 1 - refused / offeredInAll;
      const hours = (seconds: number) => (seconds * SECOND_MS) / HOUR_MS;
      return {
        answered,
        inTime: Math.max(0, answered - late / offeredInAll),
        peakTasks,
        peakPerSecond,
        baseTaskHours: hours(baseSeconds),
        extraTaskHours: hours(extraSeconds),
      };
    },
  };
}
