export interface ClientStalls {
  /** The longest time in which the client itself did nothing although it wanted to. */
  longestMs(): number;
  /** How much of the time between two moments the client itself stood still. */
  withinMs(fromMs: number, toMs: number): number;
  stop(): void;
}

interface Stall {
  readonly fromMs: number;
  readonly toMs: number;
}

const TICK_MS = 2;
// Shorter ones are the timer's own grain.
const NOTICED_MS = 5;
// Older than any request that is still under way.
const KEPT_MS = 30_000;

/** Watches the client's own event loop: an answer that waited there is the client's delay and not that of whom it asked. */
export function watchClientStalls(): ClientStalls {
  const stalls: Stall[] = [];
  let longestMs = 0;
  let lastMs = performance.now();
  const timer = setInterval(() => {
    const nowMs = performance.now();
    const lateMs = nowMs - lastMs - TICK_MS;
    if (lateMs >= NOTICED_MS) stalls.push({ fromMs: nowMs - lateMs, toMs: nowMs });
    longestMs = Math.max(longestMs, lateMs);
    while ((stalls[0]?.toMs ?? nowMs) < nowMs - KEPT_MS) stalls.shift();
    lastMs = nowMs;
  }, TICK_MS);
  return {
    longestMs: () => longestMs,
    withinMs(fromMs, toMs) {
      const overlap = (stall: Stall) => Math.max(0, Math.min(toMs, stall.toMs) - Math.max(fromMs, stall.fromMs));
      // The one under way is not told by the timer yet.
      const now = { fromMs: lastMs + TICK_MS, toMs: performance.now() };
      return [...stalls, now].reduce((sum, stall) => sum + overlap(stall), 0);
    },
    stop: () => clearInterval(timer),
  };
}
