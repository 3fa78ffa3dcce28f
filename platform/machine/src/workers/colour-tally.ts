import type { Colour, ColourMetrics, InvariantReading } from '@shared-payments/operations';
import { addCounters, type Counters, lostRequests, NO_COUNTERS, type Scrape, sinceCounters } from './counters.ts';

const READING_EVERY_MS = 1_000;
const READINGS_KEPT = 600;

/** What of a tally outlives an edge. */
export interface KeptTally {
  readonly servingSinceMs: number | undefined;
  readonly gone: Counters;
  readonly crashes: number;
  readonly bases: Readonly<Record<string, Counters>>;
}

/** The figures of one colour since it first had users. */
export interface ColourTally {
  /** Counting begins; what was asked before stays out. Again is no change. */
  begin(nowMs: number): void;
  scraped(worker: string, scrape: Scrape): void;
  /** A worker ended; without being asked to, with so many requests unanswered. */
  ended(worker: string, crash: { readonly unanswered: number } | undefined): void;
  reading(nowMs: number): ColourMetrics;
  /** The reading kept nearest to an age. */
  readingAt(ageMs: number): ColourMetrics | undefined;
  keep(): KeptTally;
}

interface Tally {
  readonly colour: Colour;
  readonly release: string;
  servingSinceMs: number | undefined;
  gone: Counters;
  crashes: number;
  memoryBytes: Map<string, number>;
  invariants: readonly InvariantReading[];
  readonly bases: Map<string, Counters>;
  readonly last: Map<string, Counters>;
  readonly readings: ColourMetrics[];
}

export function openTally(colour: Colour, release: string, kept: KeptTally | undefined): ColourTally {
  const tally: Tally = {
    colour,
    release,
    servingSinceMs: kept?.servingSinceMs,
    gone: kept?.gone ?? NO_COUNTERS,
    crashes: kept?.crashes ?? 0,
    memoryBytes: new Map(),
    invariants: [],
    bases: new Map(Object.entries(kept?.bases ?? {})),
    last: new Map(),
    readings: [],
  };
  return {
    begin(nowMs) {
      tally.servingSinceMs ??= nowMs;
    },
    scraped: (worker, scrape) => take(tally, worker, scrape),
    ended: (worker, crash) => end(tally, worker, crash),
    reading: (nowMs) => {
      const reading = readingOf(tally, nowMs);
      keepReading(tally, reading);
      return reading;
    },
    readingAt: (ageMs) => nearest(tally.readings, ageMs),
    keep: () => ({
      servingSinceMs: tally.servingSinceMs,
      gone: tally.gone,
      crashes: tally.crashes,
      bases: Object.fromEntries(tally.bases),
    }),
  };
}

function take(tally: Tally, worker: string, { counters, memoryBytes, invariants }: Scrape): void {
  tally.last.set(worker, counters);
  tally.memoryBytes.set(worker, memoryBytes);
  tally.invariants = invariants;
  // Until users come, all that was asked is smoke, warm-up and readiness.
  if (tally.servingSinceMs === undefined || !tally.bases.has(worker))
    tally.bases.set(worker, { ...counters, cpuMs: 0 });
}

function end(tally: Tally, worker: string, crash: { readonly unanswered: number } | undefined): void {
  const last = tally.last.get(worker) ?? NO_COUNTERS;
  const counted = sinceCounters(last, tally.bases.get(worker) ?? NO_COUNTERS);
  if (tally.servingSinceMs !== undefined) {
    tally.gone = addCounters(tally.gone, counted);
    if (crash !== undefined) {
      tally.crashes += 1;
      tally.gone = addCounters(tally.gone, lostRequests(crash.unanswered, last));
    }
  }
  for (const map of [tally.last, tally.bases, tally.memoryBytes]) map.delete(worker);
}

function readingOf(tally: Tally, nowMs: number): ColourMetrics {
  const living = [...tally.last].map(([worker, last]) => sinceCounters(last, tally.bases.get(worker) ?? NO_COUNTERS));
  const { requests, failures, latency, cpuMs } = living.reduce(addCounters, tally.gone);
  return {
    colour: tally.colour,
    release: tally.release,
    ageMs: tally.servingSinceMs === undefined ? 0 : nowMs - tally.servingSinceMs,
    requests,
    failures,
    latency,
    memoryBytes: Math.max(0, ...tally.memoryBytes.values()),
    cpuMs,
    crashes: tally.crashes,
    invariants: tally.invariants,
  };
}

function keepReading({ readings, servingSinceMs }: Tally, reading: ColourMetrics): void {
  const lastAgeMs = readings.at(-1)?.ageMs ?? Number.NEGATIVE_INFINITY;
  if (servingSinceMs === undefined || readings.length >= READINGS_KEPT) return;
  if (reading.ageMs - lastAgeMs >= READING_EVERY_MS * 0.9) readings.push(reading);
}

function nearest(readings: readonly ColourMetrics[], ageMs: number): ColourMetrics | undefined {
  const last = readings.at(-1);
  if (last === undefined || ageMs > last.ageMs + READING_EVERY_MS) return undefined;
  return readings.reduce((best, one) => (Math.abs(one.ageMs - ageMs) < Math.abs(best.ageMs - ageMs) ? one : best));
}
