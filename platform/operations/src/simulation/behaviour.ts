import type { ColourFailure } from '../ports/driver-state.ts';
import type { InvariantReading } from '../ports/metrics.ts';
import type { Random } from './random.ts';

/** How a simulated release behaves; times are milliseconds of user traffic unless said otherwise. */
export interface Behaviour {
  readonly bootMs: number;
  /** `starts`, or the way in which it does not. */
  readonly boot: 'starts' | ColourFailure['cause'];
  /** Milliseconds after its start at which it dies for good. */
  readonly diesAfterMs?: number;
  readonly smokeFailures: readonly string[];
  readonly errorRate: (ageMs: number) => number;
  readonly latencyMs: (random: Random, ageMs: number) => number;
  readonly memoryBytes: (ageMs: number) => number;
  readonly crashEveryMs?: number;
  readonly invariants: (ageMs: number) => readonly InvariantReading[];
}

const MEGABYTE = 1_048_576;

/** A healthy release: the mix of the bench (a tenth of its requests take 800 ms), cold for its first seconds. */
export const healthy: Behaviour = {
  bootMs: 700,
  boot: 'starts',
  smokeFailures: [],
  errorRate: () => 0.001,
  latencyMs: mixedLatencyMs,
  memoryBytes: (ageMs) => 90 * MEGABYTE + 30 * MEGABYTE * (1 - Math.exp(-ageMs / 20_000)) + sawtooth(ageMs),
  invariants: () => [{ name: 'ledger balances', holds: true, detail: '' }],
};

/** The ways in which a release is bad that only its users' traffic shows. */
export const badUnderTraffic = {
  halfErrors: { ...healthy, errorRate: () => 0.5 },
  twentiethErrors: { ...healthy, errorRate: () => 0.05 },
  slow: { ...healthy, latencyMs: (random: Random, ageMs: number) => 3 * mixedLatencyMs(random, ageMs) + 20 },
  slowTail: {
    ...healthy,
    latencyMs: (random: Random, ageMs: number) => (random() < 0.15 ? 2_000 : mixedLatencyMs(random, ageMs)),
  },
  leaking: {
    ...healthy,
    memoryBytes: (ageMs: number) => healthy.memoryBytes(ageMs) + (ageMs / 1_000) * 2 * MEGABYTE,
  },
  crashing: { ...healthy, crashEveryMs: 4_000 },
  unbalanced: {
    ...healthy,
    invariants: (ageMs: number) => [
      { name: 'ledger balances', holds: ageMs < 3_000, detail: 'EUR is off by 1 in group g1' },
    ],
  },
} as const satisfies Readonly<Record<string, Behaviour>>;

function mixedLatencyMs(random: Random, ageMs: number): number {
  const cold = 1 + 4 * Math.exp(-ageMs / 1_500);
  const isSlowRoute = random() < 0.1;
  const noise = -Math.log(1 - random());
  return isSlowRoute ? 800 + 4 * noise : cold * (0.4 + 1.2 * noise);
}

function sawtooth(ageMs: number): number {
  return ((ageMs % 7_000) / 7_000) * 25 * MEGABYTE;
}
