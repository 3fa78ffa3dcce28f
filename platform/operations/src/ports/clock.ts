/** Time, handed in so that a plan runs the same on a machine, on AWS and in a simulation. */
export interface Clock {
  /** Milliseconds since the epoch. */
  nowMs(): number;
  /** Resolves after at least `durationMs`. */
  sleep(durationMs: number): Promise<void>;
  /** Runs `work` every `intervalMs` beside the main flow until the returned function is called; never two at once. */
  every(intervalMs: number, work: () => Promise<void>): () => void;
}
