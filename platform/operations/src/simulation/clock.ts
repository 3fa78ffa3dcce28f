import type { Clock } from '../ports/clock.ts';

interface Repeating {
  readonly intervalMs: number;
  readonly work: () => Promise<void>;
  nextAtMs: number;
}

export interface SimulatedClock extends Clock {
  /** Lets time pass; repeated work that becomes due is run in its order. */
  advance(durationMs: number): Promise<void>;
}

/** Time that passes only when somebody sleeps: an hour of a deployment takes milliseconds. */
export function simulatedClock(startMs = 1_750_000_000_000): SimulatedClock {
  let nowMs = startMs;
  const repeating = new Set<Repeating>();
  const advance = async (durationMs: number): Promise<void> => {
    const untilMs = nowMs + durationMs;
    for (let due = earliest(repeating, untilMs); due !== undefined; due = earliest(repeating, untilMs)) {
      nowMs = Math.max(nowMs, due.nextAtMs);
      due.nextAtMs += due.intervalMs;
      await due.work();
    }
    nowMs = Math.max(nowMs, untilMs);
  };
  return {
    nowMs: () => nowMs,
    sleep: advance,
    advance,
    every(intervalMs, work) {
      const entry = { intervalMs, work, nextAtMs: nowMs + intervalMs };
      repeating.add(entry);
      return () => repeating.delete(entry);
    },
  };
}

function earliest(repeating: ReadonlySet<Repeating>, untilMs: number): Repeating | undefined {
  const due = [...repeating].filter((entry) => entry.nextAtMs <= untilMs);
  return due.sort((one, other) => one.nextAtMs - other.nextAtMs)[0];
}
