const BOOT_ATTEMPTS = 3;
const CRASHES_IN_A_ROW_MAX = 8;
// A worker that lived this long has started well: its end is the first in a row again.
const HEALTHY_AFTER_MS = 60_000;
const BACKOFF_FIRST_MS = 100;
const BACKOFF_MAX_MS = 10_000;

/** Ends of workers in a row. */
export interface Crashes {
  /** Before the worker was ready. */
  readonly atBoot: number;
  readonly inARow: number;
}

export const NO_CRASHES: Crashes = { atBoot: 0, inARow: 0 };

export function addCrash(crashes: Crashes, wasReady: boolean, livedMs: number): Crashes {
  return {
    atBoot: wasReady ? 0 : crashes.atBoot + 1,
    inARow: livedMs > HEALTHY_AFTER_MS ? 1 : crashes.inARow + 1,
  };
}

/** Milliseconds until the next start, or undefined when no further one is worth it. `hasServed`: the release came up before. */
export function restartAfterMs({ atBoot, inARow }: Crashes, hasServed: boolean): number | undefined {
  if (!hasServed && atBoot >= BOOT_ATTEMPTS) return undefined;
  if (inARow >= CRASHES_IN_A_ROW_MAX) return undefined;
  return Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** (inARow - 1));
}
