import type { Colour, ColourFailure, ColourPhase, ColourState, WorkerState } from '../ports/driver-state.ts';
import type { ColourMetrics } from '../ports/metrics.ts';
import type { Behaviour } from './behaviour.ts';
import type { Random } from './random.ts';

const BOUNDS_MS = [1, 2.5, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000];
const READING_EVERY_MS = 1_000;
const READINGS_KEPT = 600;

/** What a colour of the simulated machine remembers; changed in place by the machine alone. */
export interface SimulatedColour {
  readonly colour: Colour;
  readonly release: string;
  readonly behaviour: Behaviour;
  readonly startedAtMs: number;
  wantedWorkers: number;
  servingSinceMs: number | undefined;
  requests: number;
  failures: number;
  crashes: number;
  nextCrashAgeMs: number;
  readonly counts: number[];
  readonly readings: ColourMetrics[];
}

export function startColour(
  colour: Colour,
  release: string,
  behaviour: Behaviour,
  workers: number,
  nowMs: number,
): SimulatedColour {
  return {
    colour,
    release,
    behaviour,
    startedAtMs: nowMs,
    wantedWorkers: workers,
    servingSinceMs: undefined,
    requests: 0,
    failures: 0,
    crashes: 0,
    nextCrashAgeMs: behaviour.crashEveryMs ?? Number.POSITIVE_INFINITY,
    counts: new Array<number>(BOUNDS_MS.length + 1).fill(0),
    readings: [],
  };
}

/** Answers `count` requests as the release would, at `nowMs`. */
export function answerRequests(colour: SimulatedColour, count: number, nowMs: number, random: Random): void {
  colour.servingSinceMs ??= nowMs;
  const ageMs = nowMs - colour.servingSinceMs;
  const isDead = phaseOf(colour, nowMs) === 'failed';
  const errorRate = isDead ? 1 : colour.behaviour.errorRate(ageMs);
  for (let index = 0; index < count; index += 1) {
    colour.requests += 1;
    if (random() < errorRate) colour.failures += 1;
    const bucket = bucketOf(colour.behaviour.latencyMs(random, ageMs));
    colour.counts[bucket] = (colour.counts[bucket] ?? 0) + 1;
  }
  crashWhenDue(colour, ageMs);
  keepReading(colour, nowMs);
}

export function phaseOf(colour: SimulatedColour, nowMs: number): ColourPhase {
  const { behaviour } = colour;
  const livedMs = nowMs - colour.startedAtMs;
  if (behaviour.diesAfterMs !== undefined && livedMs >= behaviour.diesAfterMs) return 'failed';
  if (livedMs < behaviour.bootMs || behaviour.boot === 'hung') return 'starting';
  return behaviour.boot === 'starts' ? 'ready' : 'failed';
}

export function stateOf(colour: SimulatedColour, nowMs: number): ColourState {
  const phase = phaseOf(colour, nowMs);
  const workers = Array.from({ length: colour.wantedWorkers }, (_, index) => workerOf(colour, phase, index));
  const state = {
    colour: colour.colour,
    release: colour.release,
    phase,
    wantedWorkers: colour.wantedWorkers,
    workers,
    startedAtMs: colour.startedAtMs,
    openConnections: 0,
    activeRequests: 0,
    restarts: colour.crashes,
  };
  return phase === 'failed' ? { ...state, failure: failureOf(colour) } : state;
}

export function readingOf(colour: SimulatedColour, nowMs: number): ColourMetrics {
  const ageMs = colour.servingSinceMs === undefined ? 0 : nowMs - colour.servingSinceMs;
  return {
    colour: colour.colour,
    release: colour.release,
    ageMs,
    requests: colour.requests,
    failures: colour.failures,
    latency: { boundsMs: BOUNDS_MS, counts: [...colour.counts] },
    memoryBytes: colour.behaviour.memoryBytes(ageMs),
    cpuMs: colour.requests,
    crashes: colour.crashes,
    invariants: colour.behaviour.invariants(ageMs),
  };
}

/** The kept reading nearest to an age; undefined beyond what is kept. */
export function readingAt(colour: SimulatedColour, ageMs: number): ColourMetrics | undefined {
  const last = colour.readings.at(-1);
  if (last === undefined || ageMs > last.ageMs + READING_EVERY_MS) return undefined;
  return colour.readings.reduce((best, one) =>
    Math.abs(one.ageMs - ageMs) < Math.abs(best.ageMs - ageMs) ? one : best,
  );
}

function crashWhenDue(colour: SimulatedColour, ageMs: number): void {
  if (ageMs < colour.nextCrashAgeMs) return;
  colour.crashes += 1;
  colour.failures += 1;
  colour.nextCrashAgeMs += colour.behaviour.crashEveryMs ?? Number.POSITIVE_INFINITY;
}

function keepReading(colour: SimulatedColour, nowMs: number): void {
  const reading = readingOf(colour, nowMs);
  const lastAgeMs = colour.readings.at(-1)?.ageMs ?? Number.NEGATIVE_INFINITY;
  if (colour.readings.length < READINGS_KEPT && reading.ageMs - lastAgeMs >= READING_EVERY_MS)
    colour.readings.push(reading);
}

function workerOf(colour: SimulatedColour, phase: ColourPhase, index: number): WorkerState {
  const isReady = phase === 'ready';
  return {
    id: `${colour.colour}-${index + 1}`,
    isReady,
    reportedRelease: isReady ? colour.release : undefined,
    startedAtMs: colour.startedAtMs,
    notReadyBecause: isReady ? '' : phase,
  };
}

function failureOf(colour: SimulatedColour): ColourFailure {
  const { boot } = colour.behaviour;
  return boot === 'starts'
    ? { cause: 'crashed', detail: 'ended by itself after it was ready' }
    : { cause: boot, detail: `simulated: ${boot}` };
}

function bucketOf(latencyMs: number): number {
  const index = BOUNDS_MS.findIndex((bound) => latencyMs <= bound);
  return index === -1 ? BOUNDS_MS.length : index;
}
