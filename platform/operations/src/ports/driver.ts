import type { Colour, DriverState, TrafficSplit } from './driver-state.ts';
import type { ColourMetrics } from './metrics.ts';

/** The lock's token. A driver refuses a change whose fence is below the highest it has seen: `fenced_off`. */
export type Fence = number;

export interface StartRequest {
  readonly colour: Colour;
  /** Digest of a release the release store holds. */
  readonly release: string;
  /** At least 1. */
  readonly workers: number;
  /** The environment's name and its settings reach the workers. */
  readonly environment: string;
  readonly fence: Fence;
}

export interface TrafficRequest {
  readonly split: TrafficSplit;
  /**
   * Milliseconds after which the split falls back to the last one set without a lease, unless set again.
   * A canary is always leased: if the operator's command dies, users are back on the old release by themselves.
   */
  readonly leaseMs?: number;
  readonly fence: Fence;
}

export interface SmokeReport {
  readonly passed: number;
  /** One sentence per failed check, empty when all passed. */
  readonly failed: readonly string[];
}

export interface LogsRequest {
  /** Both colours and the jobs when left out. */
  readonly source?: Colour | 'jobs' | 'edge';
  /** Newest lines, at most 10,000. */
  readonly lines: number;
  readonly sinceMs?: number;
}

export interface LogLine {
  readonly atMs: number;
  readonly source: string;
  readonly text: string;
}

/**
 * Where releases run. Every change is idempotent (asking twice does it once, so an interrupted command asks again) and
 * returns quickly: waiting is the runner's work, by reading `inspect`. All may throw `driver_unavailable`; all changes
 * `fenced_off`.
 */
export interface Driver {
  /** `machine`, `aws` or `simulated`; printed in plans and kept in the ledger. */
  readonly name: string;

  inspect(): Promise<DriverState>;

  /**
   * Starts workers of a release in a colour without users; returns when they were started, not when they are ready.
   * The same release again is no change; another release in a busy colour is `colour_busy`. Throws `release_unknown`,
   * `release_damaged` (content differs from the digest), `out_of_range` (workers below 1).
   */
  start(request: StartRequest): Promise<void>;

  /** Drives the fixed smoke requests, then `warmUpRequests` reads, at a ready colour without users. `colour_empty` if none runs. */
  smoke(colour: Colour, warmUpRequests: number): Promise<SmokeReport>;

  /** Sends `requests` harmless reads to each colour; they count in its metrics. For an hour in which nobody comes. */
  sendSyntheticRequests(requests: number): Promise<void>;

  /** One assignment. `colour_empty` for a share to a colour that is not ready; `out_of_range` if shares do not sum to 1. */
  setTraffic(request: TrafficRequest): Promise<void>;

  /**
   * Counters since the colour first had users, or, with `atAgeMs`, as they were at that age (the nearest reading kept;
   * a driver keeps one a second for the first ten minutes and may answer undefined beyond). `colour_empty` if none runs.
   */
  metrics(colour: Colour, atAgeMs?: number): Promise<ColourMetrics | undefined>;

  /** Changes the number of workers; `colour_empty`, `out_of_range`. Returns before new ones are ready. */
  scale(colour: Colour, workers: number, fence: Fence): Promise<void>;

  /** Lets a colour without a share finish its requests and leave; cut after `timeoutMs`. `colour_busy` if it has a share. */
  drain(colour: Colour, timeoutMs: number, fence: Fence): Promise<void>;

  /** Ends a colour without a share at once, whatever it does. Empty already is no change. `colour_busy` if it has a share. */
  stop(colour: Colour, fence: Fence): Promise<void>;

  /** Runs the jobs of this release and of no other. `undefined` runs none. */
  setJobs(release: string | undefined, fence: Fence): Promise<void>;

  logs(request: LogsRequest): Promise<readonly LogLine[]>;
}
