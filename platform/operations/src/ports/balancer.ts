/** Users come by the production rule; the smoke test of a release that no user has met comes by the test rule. */
export type RuleName = 'production' | 'test';

/** Shares in percent by the name of the target group. Groups without a share may be left out. */
export type Weights = Readonly<Record<string, number>>;

export interface TargetGroupState {
  readonly name: string;
  readonly targets: number;
  readonly healthyTargets: number;
}

/** One release in the service, and which shares whoever deploys has asked for it. */
export interface RevisionState {
  readonly id: string;
  /** The target group its tasks register with. */
  readonly group: string;
  readonly wantedTasks: number;
  readonly runningTasks: number;
  /** In percent; a rule is missing where nothing was said about it. */
  readonly wanted: Readonly<Partial<Record<RuleName, number>>>;
}

/** The newest deployment of the service, in the words of the cloud. */
export interface RolloutState {
  readonly id: string;
  readonly status: string;
  readonly stage: string | undefined;
  /** Whoever deploys may still move users by itself. */
  readonly isUnderWay: boolean;
}

export interface BalancerState {
  readonly rollout: RolloutState | undefined;
  readonly revisions: readonly RevisionState[];
  readonly live: Readonly<Record<RuleName, Weights>>;
  readonly groups: readonly TargetGroupState[];
}

/**
 * A balancer whose rules somebody else writes while it deploys, as ECS does. May throw `driver_unavailable`.
 * A reading may be seconds old: believe a difference only when several readings agree.
 */
export interface Balancer {
  read(): Promise<BalancerState>;

  /**
   * Sends `weights` by a rule, whole: groups that are not named get nothing. Asked twice, it is done once. The cloud knows no fence:
   * check the lock immediately before. Tries once, so that a lost answer is followed by a fresh reading.
   */
  setWeights(rule: RuleName, weights: Weights): Promise<void>;
}
