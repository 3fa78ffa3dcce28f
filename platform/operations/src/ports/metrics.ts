import type { Colour } from './driver-state.ts';

/** Latency counted by upper bounds: `counts[i]` requests took at most `boundsMs[i]`, the last count everything slower. */
export interface LatencyHistogram {
  /** Ascending, in milliseconds. */
  readonly boundsMs: readonly number[];
  /** Not cumulative; one longer than `boundsMs`. */
  readonly counts: readonly number[];
}

/** A rule about money that must hold at any moment: a balanced ledger, group sums of zero, no duplicate key. */
export interface InvariantReading {
  readonly name: string;
  readonly holds: boolean;
  /** What was found, in one sentence. Empty when it holds. */
  readonly detail: string;
}

/**
 * What a colour has done since it first got users (counters never fall, a worker's crash does not reset them).
 * A colour without users yet reports zeros with `ageMs` 0. Smoke, health and metrics requests are not counted.
 */
export interface ColourMetrics {
  readonly colour: Colour;
  readonly release: string;
  /** Milliseconds of user traffic this reading covers. */
  readonly ageMs: number;
  readonly requests: number;
  /** Answers of 500 and above, and requests whose worker died before the answer was complete. */
  readonly failures: number;
  readonly latency: LatencyHistogram;
  /** Resident memory of the largest worker, in bytes. */
  readonly memoryBytes: number;
  /** CPU used by all workers since they started, in milliseconds. */
  readonly cpuMs: number;
  /** Workers that ended without being asked to. */
  readonly crashes: number;
  /** Read from the data by this colour's release; empty when the release cannot tell. */
  readonly invariants: readonly InvariantReading[];
}
