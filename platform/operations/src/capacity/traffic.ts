/** Requests per second that reach the API at a moment of the day, in milliseconds from midnight. */
export type TrafficTrace = (atMs: number) => number;

export const DAY_MS = 86_400_000;

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const WAVE_DEPTH = 0.8;
const EVENING_MS = 20 * HOUR_MS;
const CROWD_AT_MS = 12 * HOUR_MS;
const CROWD_RISE_MS = 5 * MINUTE_MS;
const CROWD_STAYS_MS = 30 * MINUTE_MS;
const CROWD_TIMES = 10;
const CLIMB_TIMES = 3;

/** Quiet nights, busiest at eight in the evening; over the day the mean. */
export function dailyWave(meanPerSecond: number): TrafficTrace {
  return (atMs) => meanPerSecond * (1 + WAVE_DEPTH * Math.cos((2 * Math.PI * (atMs - EVENING_MS)) / DAY_MS));
}

/** The wave, and at noon ten times as many users within five minutes, for half an hour. */
export function flashCrowd(meanPerSecond: number): TrafficTrace {
  const wave = dailyWave(meanPerSecond);
  return (atMs) => {
    const sinceMs = atMs - CROWD_AT_MS;
    const leavingMs = sinceMs - CROWD_RISE_MS - CROWD_STAYS_MS;
    const rise = Math.min(1, Math.max(0, sinceMs / CROWD_RISE_MS));
    const fall = Math.min(1, Math.max(0, leavingMs / CROWD_RISE_MS));
    return wave(atMs) * (1 + (CROWD_TIMES - 1) * (rise - fall));
  };
}

/** From the mean to three times of it in a day. */
export function slowClimb(meanPerSecond: number): TrafficTrace {
  return (atMs) => meanPerSecond * (1 + ((CLIMB_TIMES - 1) * atMs) / DAY_MS);
}
