import type { Json, ProcessUsage } from '@shared-payments/operations';

/** What the processes of a place held at a moment. */
export interface UsageSample {
  readonly atMs: number;
  readonly processes: readonly ProcessUsage[];
}

/** How one figure of one kind of process went, as the mean of each process. */
export interface Trend {
  readonly firstQuarter: number;
  readonly lastQuarter: number;
  readonly largest: number;
  readonly ratio: number;
  /** Of the line of least squares. */
  readonly perHour: number;
}

export interface UsageTrend {
  readonly name: string;
  /** How many processes there were in all. */
  readonly processes: number;
  readonly samples: number;
  readonly residentBytes: Trend;
  readonly descriptors: Trend;
}

const HOUR_MS = 3_600_000;
const MEBIBYTE = 1_048_576;
const FLAT_WITHIN_BYTES = 10 * MEBIBYTE;
const FLAT_WITHIN_DESCRIPTORS = 5;
// A worker has a descriptor for each of its users, and users come and go.
const FLAT_WITHIN_SHARE = 0.05;

/** One row for each kind of process, in the order of their names. */
export function usageTrends(samples: readonly UsageSample[]): readonly UsageTrend[] {
  const names = [...new Set(samples.flatMap(({ processes }) => processes.map(({ name }) => name)))].sort();
  return names.map((name) => {
    const here = samples
      .map(({ atMs, processes }) => ({ atMs, processes: processes.filter((one) => one.name === name) }))
      .filter(({ processes }) => processes.length > 0);
    const points = (pick: (one: ProcessUsage) => number) =>
      here.map(({ atMs, processes }) => ({ atMs, value: mean(processes.map(pick)) }));
    return {
      name,
      processes: new Set(here.flatMap(({ processes }) => processes.map(({ pid }) => pid))).size,
      samples: here.length,
      residentBytes: trendOf(points((one) => one.residentBytes)),
      descriptors: trendOf(points((one) => one.descriptors)),
    };
  });
}

/** From the first quarter to the last a process grows by less than 10 MiB, and by less than 5 descriptors or 5 % of them. */
export function isFlat({ residentBytes, descriptors }: UsageTrend): boolean {
  const allowed = Math.max(FLAT_WITHIN_DESCRIPTORS, descriptors.firstQuarter * FLAT_WITHIN_SHARE);
  return (
    residentBytes.lastQuarter - residentBytes.firstQuarter < FLAT_WITHIN_BYTES &&
    descriptors.lastQuarter - descriptors.firstQuarter < allowed
  );
}

/** `isJudged`: names what grows. At first every process does, so a short look says nothing. */
export function usageLines(trends: readonly UsageTrend[], isJudged: boolean): readonly string[] {
  if (trends.length === 0) return [];
  const megabytes = ({ firstQuarter, lastQuarter, largest, ratio, perHour }: Trend) =>
    [firstQuarter, lastQuarter, largest, perHour]
      .map((bytes) => (bytes / MEBIBYTE).toFixed(1).padStart(7))
      .join(' ')
      .concat(ratio.toFixed(3).padStart(7));
  const counts = ({ firstQuarter, lastQuarter, largest, ratio, perHour }: Trend) =>
    [firstQuarter, lastQuarter, largest, perHour]
      .map((count) => count.toFixed(1).padStart(7))
      .join(' ')
      .concat(ratio.toFixed(3).padStart(7));
  return [
    '',
    'mean of a process in the first and the last quarter, largest, slope an hour, last to first',
    `${'process'.padEnd(12)}${'ever'.padStart(5)}  ${'memory in MiB'.padStart(38)}  ${'descriptors'.padStart(38)}`,
    ...trends.map(
      (trend) =>
        `${trend.name.padEnd(12)}${String(trend.processes).padStart(5)}  ${megabytes(trend.residentBytes)}  ${counts(trend.descriptors)}${isJudged && !isFlat(trend) ? '  GROWS' : ''}`,
    ),
  ];
}

export function usageJson(trends: readonly UsageTrend[]): Json {
  return trends.map((trend) => ({ ...JSON.parse(JSON.stringify(trend)), isFlat: isFlat(trend) }));
}

interface Point {
  readonly atMs: number;
  readonly value: number;
}

function trendOf(points: readonly Point[]): Trend {
  const quarter = Math.max(1, Math.floor(points.length / 4));
  const values = points.map(({ value }) => value);
  const firstQuarter = mean(values.slice(0, quarter));
  const lastQuarter = mean(values.slice(-quarter));
  const ratio = firstQuarter === 0 ? 1 : lastQuarter / firstQuarter;
  return { firstQuarter, lastQuarter, largest: Math.max(...values), ratio, perHour: slope(points) * HOUR_MS };
}

function slope(points: readonly Point[]): number {
  const middleMs = mean(points.map(({ atMs }) => atMs));
  const middle = mean(points.map(({ value }) => value));
  const spread = points.reduce((sum, { atMs }) => sum + (atMs - middleMs) ** 2, 0);
  if (spread === 0) return 0;
  return points.reduce((sum, { atMs, value }) => sum + (atMs - middleMs) * (value - middle), 0) / spread;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
