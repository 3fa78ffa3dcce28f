import type { RuleName, Weights } from '../ports/balancer.ts';
import type { Colour, TrafficSplit } from '../ports/driver-state.ts';
import type { MigrationPhase } from '../ports/release-store.ts';

/** The colour and release that have the users when a plan is made. */
export interface Placement {
  readonly colour: Colour;
  readonly release: string;
}

/** What to do when the evidence does not suffice for pass or fail in time. */
export type WhenInconclusive =
  /** Keep the share and measure on, up to the same time again, then as `person`. */
  | 'hold'
  /** Ask both colours the same harmless requests and measure on, up to the same time again, then as `person`. */
  | 'synthetic'
  /** Take users off the candidate, leave it warm and stop: `promote` or `abort` decides. */
  | 'person';

export interface CanaryStep {
  readonly kind: 'canary';
  readonly candidate: Placement;
  readonly baseline: Placement;
  /** Candidate's share of new connections, between 0 and 1. */
  readonly share: number;
  readonly leaseMs: number;
  readonly minMs: number;
  readonly maxMs: number;
  readonly pollMs: number;
  /** Chance of rolling back an identical release in this step. */
  readonly falseAlarmChance: number;
  readonly whenInconclusive: WhenInconclusive;
}

export interface BakeStep {
  readonly kind: 'bake';
  readonly candidate: Placement;
  readonly baseline: Placement;
  readonly durationMs: number;
  readonly pollMs: number;
  readonly falseAlarmChance: number;
}

/** Puts a rule of the balancer right. Only from what was found, and only while no other deployment has begun. */
export interface RuleStep {
  readonly kind: 'rule';
  readonly rule: RuleName;
  readonly from: Weights;
  readonly to: Weights;
  /** The deployment whose wish `to` is; null when ECS lists none any more. */
  readonly rollout: string | null;
}

/** A step of a plan: data only. Each can be performed twice with the effect of once. */
export type Step =
  | { readonly kind: 'check'; readonly active: Placement | undefined; readonly release: string }
  | {
      readonly kind: 'migrate';
      readonly phase: MigrationPhase;
      readonly ids: readonly string[];
      readonly release: string;
    }
  | { readonly kind: 'start'; readonly target: Placement; readonly workers: number }
  | { readonly kind: 'await-ready'; readonly target: Placement; readonly workers: number; readonly timeoutMs: number }
  | { readonly kind: 'smoke'; readonly colour: Colour; readonly warmUpRequests: number }
  | CanaryStep
  | { readonly kind: 'traffic'; readonly split: TrafficSplit }
  | { readonly kind: 'jobs'; readonly release: string | null }
  | BakeStep
  | { readonly kind: 'retire'; readonly colour: Colour; readonly drainMs: number }
  | { readonly kind: 'scale'; readonly colour: Colour; readonly workers: number }
  | { readonly kind: 'prune'; readonly keep: readonly string[] }
  | RuleStep;

export type PlanKind = 'deployment' | 'rollback' | 'scaling' | 'draining' | 'repair';

/** What will be done, whole, before anything is: `--dry-run` prints it and the runner performs it. */
export interface Plan {
  readonly kind: PlanKind;
  readonly environment: string;
  readonly from: string | null;
  readonly to: string | null;
  /** Facts an operator should read before agreeing, one sentence each. */
  readonly notes: readonly string[];
  readonly steps: readonly Step[];
  /** Performed instead of the rest when a step before `promotedAt` fails. */
  readonly revertSteps: readonly Step[];
  /** Index of the first step after which there is no way back by `revertSteps`: from here on only forward. */
  readonly promotedAt: number;
}
