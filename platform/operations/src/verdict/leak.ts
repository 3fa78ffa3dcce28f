/** Lowest memory in each window of a colour's life: garbage comes and goes, the floor is what stays. */
export interface MemoryFloors {
  readonly windowMs: number;
  readonly bytes: readonly number[];
  /** Milliseconds since the first sample of the last, still open, window. */
  readonly openSinceMs: number | null;
  readonly openFloor: number;
}

export interface LeakSettings {
  readonly alpha: number;
  /** Growth beyond the baseline's at the same age that is called a leak. */
  readonly bytesPerHour: number;
  /** Growth that must really have been seen. */
  readonly minBytes: number;
}

export interface LeakFinding {
  readonly isLeaking: boolean;
  readonly bytesPerHour: number;
  readonly baselineBytesPerHour: number;
}

const FIRST_LOOK = 8;
const HOUR_MS = 3_600_000;

export function emptyFloors(windowMs: number): MemoryFloors {
  return { windowMs, bytes: [], openSinceMs: null, openFloor: Number.POSITIVE_INFINITY };
}

/** The floors after one more sample; a window closes with the first sample after its end. */
export function addMemorySample(floors: MemoryFloors, atMs: number, bytes: number): MemoryFloors {
  if (floors.openSinceMs === null) return { ...floors, openSinceMs: atMs, openFloor: bytes };
  if (atMs - floors.openSinceMs < floors.windowMs) return { ...floors, openFloor: Math.min(floors.openFloor, bytes) };
  return { ...floors, bytes: [...floors.bytes, floors.openFloor], openSinceMs: atMs, openFloor: bytes };
}

/**
 * A leak: floors rise by Mann and Kendall's trend test, looked at after 8, 16, 32 … windows with alpha halved each time;
 * the slope (Theil and Sen's median of pairs) exceeds the baseline's at the same age by `bytesPerHour`; and `minBytes` were
 * really added. Sources: Mann, Econometrica 13 (1945); Sen, Journal of the American Statistical Association 63 (1968).
 */
export function findLeak(candidate: MemoryFloors, baseline: MemoryFloors, settings: LeakSettings): LeakFinding {
  const looked = lookSize(candidate.bytes.length);
  const floors = candidate.bytes.slice(0, looked);
  const perHour = HOUR_MS / candidate.windowMs;
  const bytesPerHour = medianSlope(floors) * perHour;
  const baselineBytesPerHour = Math.max(0, medianSlope(baseline.bytes.slice(0, looked)) * perHour);
  const isTrend = looked >= FIRST_LOOK && trendChance(floors) < settings.alpha / 2 ** lookNumber(looked);
  const grownBytes = (floors.at(-1) ?? 0) - (floors[0] ?? 0);
  const isLeaking =
    isTrend && grownBytes >= settings.minBytes && bytesPerHour - baselineBytesPerHour > settings.bytesPerHour;
  return { isLeaking, bytesPerHour, baselineBytesPerHour };
}

function lookSize(windows: number): number {
  return windows < FIRST_LOOK ? 0 : FIRST_LOOK * 2 ** Math.floor(Math.log2(windows / FIRST_LOOK));
}

function lookNumber(looked: number): number {
  return 1 + Math.log2(looked / FIRST_LOOK);
}

/** Chance of a trend this strong upwards in numbers without one, by the normal approximation of Kendall's S. */
function trendChance(values: readonly number[]): number {
  const score = pairs(values).reduce((sum, [earlier, later]) => sum + Math.sign(later.value - earlier.value), 0);
  const count = values.length;
  const deviation = Math.sqrt((count * (count - 1) * (2 * count + 5)) / 18);
  return score <= 0 ? 1 : upperTail((score - 1) / deviation);
}

function medianSlope(values: readonly number[]): number {
  const slopes = pairs(values).map(([earlier, later]) => (later.value - earlier.value) / (later.index - earlier.index));
  slopes.sort((one, other) => one - other);
  const middle = Math.floor(slopes.length / 2);
  if (slopes.length % 2 === 1) return slopes[middle] ?? 0;
  return ((slopes[middle - 1] ?? 0) + (slopes[middle] ?? 0)) / 2;
}

interface Point {
  readonly index: number;
  readonly value: number;
}

function pairs(values: readonly number[]): readonly (readonly [Point, Point])[] {
  const points = values.map((value, index) => ({ index, value }));
  return points.flatMap((earlier, index) => points.slice(index + 1).map((later) => [earlier, later] as const));
}

/** P(Z > z) of the standard normal (Abramowitz and Stegun 26.2.17, absolute error below 7.5e-8). */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const series = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * series;
}
