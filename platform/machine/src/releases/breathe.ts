import { setImmediate as nextTurn } from 'node:timers/promises';

const LONGEST_TURN_MS = 25;

/**
 * Thousands of small files are read fastest one after the other; `await breathe()` between them lets timers run, so that the
 * lock's heartbeat is not missed.
 */
export function breather(): () => Promise<void> | undefined {
  let sinceMs = performance.now();
  return () => {
    if (performance.now() - sinceMs < LONGEST_TURN_MS) return undefined;
    return nextTurn().then(() => {
      sinceMs = performance.now();
    });
  };
}
