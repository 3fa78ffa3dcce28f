import type { WhenInconclusive } from './plan/step.ts';
import type { ScalingSettings } from './scaling/target-tracking.ts';

export type EnvironmentName = 'local' | 'development' | 'staging' | 'production';

/** One share of a canary and how long it is watched. */
export interface CanaryStage {
  /** Of new connections, between 0 and 1. */
  readonly share: number;
  readonly minMs: number;
  readonly maxMs: number;
}

export interface Environment {
  readonly name: EnvironmentName;
  readonly domain: string;
  readonly features: 'all' | 'stable';
  readonly readyTimeoutMs: number;
  /** Reads driven at each worker of the candidate after its smoke checks, so that users do not meet a cold process. */
  readonly warmUpRequests: number;
  /** Empty: all users at once after the smoke checks. */
  readonly canary: readonly CanaryStage[];
  /** A canary falls back by itself when the command that watches it has been silent for this long. */
  readonly leaseMs: number;
  readonly pollMs: number;
  readonly whenInconclusive: WhenInconclusive;
  /** How long the old release stays warm while all users are on the new one. */
  readonly bakeMs: number;
  /** Longest request that is waited for when a colour leaves. */
  readonly drainMs: number;
  /** Releases kept for a rollback, those in use included. */
  readonly keptReleases: number;
  /** A contract waits until the release it requires has served for this long. */
  readonly contractAfterMs: number;
  readonly scaling: ScalingSettings;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

const scalingOnOneMachine = {
  policies: [
    { metric: 'cpu', target: 60 },
    { metric: 'memory', target: 75 },
  ],
  periodMs: 5 * SECOND_MS,
  highPeriods: 3,
  lowPeriods: 15,
  scaleOutCooldownMs: 15 * SECOND_MS,
  scaleInCooldownMs: MINUTE_MS,
} as const;

const shared = {
  readyTimeoutMs: 30 * SECOND_MS,
  leaseMs: 10 * SECOND_MS,
  pollMs: 500,
  drainMs: 30 * SECOND_MS,
  // Measured: a first request costs ten times a warm one, and every client of a switch comes at once.
  warmUpRequests: 300,
  keptReleases: 5,
} as const;

/** What differs between the places the product runs in. Everything else is the same code. */
export const environments: Readonly<Record<EnvironmentName, Environment>> = {
  local: {
    ...shared,
    name: 'local',
    domain: 'localhost',
    features: 'all',
    canary: [],
    whenInconclusive: 'hold',
    bakeMs: 5 * SECOND_MS,
    contractAfterMs: 0,
    scaling: { ...scalingOnOneMachine, min: 1, max: 2 },
  },
  development: {
    ...shared,
    name: 'development',
    domain: 'dev.sharedpayments.com',
    features: 'all',
    canary: [{ share: 0.5, minMs: 5 * SECOND_MS, maxMs: 30 * SECOND_MS }],
    whenInconclusive: 'synthetic',
    bakeMs: 15 * SECOND_MS,
    contractAfterMs: 0,
    scaling: { ...scalingOnOneMachine, min: 1, max: 2 },
  },
  staging: {
    ...shared,
    name: 'staging',
    domain: 'staging.sharedpayments.com',
    features: 'stable',
    canary: [{ share: 0.1, minMs: 15 * SECOND_MS, maxMs: 2 * MINUTE_MS }],
    whenInconclusive: 'synthetic',
    bakeMs: 2 * MINUTE_MS,
    contractAfterMs: DAY_MS,
    scaling: { ...scalingOnOneMachine, min: 2, max: 4 },
  },
  production: {
    ...shared,
    name: 'production',
    domain: 'sharedpayments.com',
    features: 'stable',
    canary: [
      { share: 0.05, minMs: 30 * SECOND_MS, maxMs: 5 * MINUTE_MS },
      { share: 0.25, minMs: 30 * SECOND_MS, maxMs: 5 * MINUTE_MS },
    ],
    whenInconclusive: 'person',
    bakeMs: 10 * MINUTE_MS,
    contractAfterMs: 7 * DAY_MS,
    scaling: { ...scalingOnOneMachine, min: 3, max: 10 },
  },
};
