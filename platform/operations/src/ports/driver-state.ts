/** The two places a release can run in. They alternate: the one without users takes the next release. */
export type Colour = 'blue' | 'green';

/** Shares of new connections between 0 and 1. They sum to 1, or are both 0 before the first deployment. */
export type TrafficSplit = Readonly<Record<Colour, number>>;

export type ColourPhase =
  /** Workers are booting; none has users. */
  | 'starting'
  /** Every worker answers and reports the release it was started from. */
  | 'ready'
  /** It could not come up or keep up; `failure` says why. Nothing restarts it any more. */
  | 'failed'
  /** It takes no new connection and leaves when its last request is answered. */
  | 'draining';

export interface WorkerState {
  readonly id: string;
  readonly isReady: boolean;
  /** The release digest that the worker itself reports, from its own `/version`; undefined before it answers. */
  readonly reportedRelease: string | undefined;
  readonly startedAtMs: number;
  /** Why it is not ready, in one sentence; empty when it is. */
  readonly notReadyBecause: string;
}

/** Why a colour failed. `cause` is the closest named one; `detail` quotes the last words of the process. */
export interface ColourFailure {
  readonly cause:
    | 'crashed'
    | 'hung'
    | 'wrong_version'
    | 'setting_missing'
    | 'schema_too_new'
    | 'port_taken'
    | 'release_damaged'
    | 'unknown';
  readonly detail: string;
}

export interface ColourState {
  readonly colour: Colour;
  /** Digest of the release it was started from. */
  readonly release: string;
  readonly phase: ColourPhase;
  readonly failure?: ColourFailure;
  readonly wantedWorkers: number;
  readonly workers: readonly WorkerState[];
  readonly startedAtMs: number;
  readonly openConnections: number;
  readonly activeRequests: number;
  /** Workers restarted after a crash since the colour was started. */
  readonly restarts: number;
}

/** What really runs, read from where it runs (the edge, the load balancer), never from a memory of what was asked. */
export interface DriverState {
  readonly split: TrafficSplit;
  /** Set while a leased split is on: when it lapses, and what it falls back to. */
  readonly lease?: { readonly expiresAtMs: number; readonly fallback: TrafficSplit };
  readonly blue: ColourState | undefined;
  readonly green: ColourState | undefined;
  /** Digest of the release whose jobs run; undefined when none does. */
  readonly jobsRelease: string | undefined;
  /** The highest fencing token any change carried. */
  readonly fence: number;
}
